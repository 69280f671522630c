import type { AgentProfile } from '../agents/agent';
import type { Located } from '../located';
import type { StoredOrder } from '../orders/ports';

/** Where and how an agent wants to hear of its orders. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly secret: string;
  readonly profile: AgentProfile;
  /** Pinned by the agent; the session's own otherwise. */
  readonly apiVersion?: string;
}

/** The sole right to send news of one order to one agent, until a lease runs out. */
export interface ClaimedNews {
  readonly tenantId: string;
  readonly agentId: string;
  /** The oldest unsettled row, which decides what is sent. */
  readonly outboxId: string;
  readonly event: 'order_create' | 'order_update';
  /** The state sent covers every row up to this one. */
  readonly newestOutboxId: string;
  readonly claim: string;
  /** Deliveries tried before. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** In its latest state. */
  readonly order: StoredOrder;
  /** Absent where the agent has none. */
  readonly endpoint?: WebhookEndpoint & {
    /** It has answered 410: nothing is sent there until an operator enables it. */
    readonly isDisabled: boolean;
  };
  /** Since when the endpoint has given no answer, where the last tries had none. */
  readonly silent?: { readonly since: Date };
}

/** What an answer, or its absence, says of the endpoint, where it says something new. */
export type EndpointHealth =
  | { readonly kind: 'alive' }
  | { readonly kind: 'silent'; readonly sparedUntil: Date }
  /** 410. */
  | { readonly kind: 'gone' };

/** What became of one try, kept for 30 days. */
export interface DeliveryRecord {
  readonly body: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  readonly error?: string;
}

export type NewsOutcome =
  /** Rows that an update made needless are superseded by it. */
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly at: Date }
  /** Not tried: the endpoint has its share of this process already. */
  | { readonly kind: 'postponed'; readonly at: Date }
  /** The agent has no endpoint. */
  | { readonly kind: 'skipped' }
  /** Stays on the dead-letter list until it is replayed. */
  | { readonly kind: 'dead' };

/** What is written down of a claim that ends. */
export interface Settlement {
  readonly outcome: NewsOutcome;
  readonly delivery?: DeliveryRecord;
  readonly health?: EndpointHealth;
}

/** What was committed with an order and is not yet told its agent. */
export interface Outbox {
  /** Rows to be handed to the queue now, of every agent that has some. */
  due(most: number): Promise<readonly Located[]>;
  /** Keeps the rows from `due` until then: they are in the queue, unless the queue loses them. */
  hold(rows: readonly Located[], until: Date): Promise<void>;
  /** `undefined` where it is settled, in somebody else's hands, or its endpoint is being spared. */
  claim(row: Located): Promise<ClaimedNews | undefined>;
  /** Records outcome and delivery durably, and frees the claim. A claim that was lost meanwhile changes nothing. */
  settle(news: ClaimedNews, settlement: Settlement): Promise<void>;
}

export interface DeliveryQueue {
  /** How many more rows it should be given: what waits in the outbox can still be put in a fair order. */
  room(): Promise<number>;
  /** Repeating a row that is still queued does nothing. */
  add(rows: readonly Located[]): Promise<void>;
}

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Live news never goes to a private address. */
  readonly mode: 'test' | 'live';
}

export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs?: number }
  | { readonly kind: 'failed'; readonly error: string };

/** Sends one request, follows nothing, and never rejects. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<WebhookAnswer>;
}
