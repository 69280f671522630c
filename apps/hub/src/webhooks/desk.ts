/** News that was given up: no try could deliver it in three days, or its endpoint has answered 410. */
export interface DeadLetter {
  readonly outboxId: string;
  readonly agentId: string;
  readonly orderId: string;
  readonly event: 'order_create' | 'order_update';
  readonly attempts: number;
  readonly createdAt: Date;
  readonly diedAt: Date;
  /** Of the last try, where it is still in the log. */
  readonly lastStatus?: number;
  readonly lastError?: string;
  readonly endpointIsDisabled: boolean;
}

/** One try, without what was sent. */
export interface LoggedDelivery {
  readonly deliveryId: string;
  readonly outboxId: string;
  readonly agentId: string;
  readonly orderId: string;
  readonly event: 'order_create' | 'order_update';
  readonly attempt: number;
  readonly status?: number;
  readonly error?: string;
  readonly deliveredAt: Date;
}

export interface DeadLetterQuery {
  readonly ids?: readonly string[];
  readonly agentId?: string;
  /** Only those with a greater id: the last of the page before. */
  readonly after?: string;
  readonly most: number;
}

export interface LogQuery {
  readonly agentId?: string;
  readonly orderId?: string;
  /** Only those with a lesser id: the last of the page before. */
  readonly before?: string;
  readonly most: number;
}

export interface Replay {
  readonly deadId: string;
  /** Of the news that takes its place; dead letters of one order have one. */
  readonly outboxId: string;
}

/** What an operator sees and does about webhooks. */
export interface WebhookDesk {
  /** Oldest first. */
  deadLetters(tenantId: string, query: DeadLetterQuery): Promise<readonly DeadLetter[]>;
  /** New news, due at once. @returns those that were still dead letters. */
  replay(tenantId: string, replays: readonly Replay[]): Promise<readonly Replay[]>;
  /** Latest first; kept for 30 days. */
  log(tenantId: string, query: LogQuery): Promise<readonly LoggedDelivery[]>;
  /** Lets an endpoint that answered 410, or that is being spared, be tried again. */
  enable(tenantId: string, agentId: string): Promise<'enabled' | 'unknown'>;
  /** @param version `undefined` where each order's own is to hold. */
  pinVersion(tenantId: string, agentId: string, version: string | undefined): Promise<'pinned' | 'unknown'>;
}
