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
  /** Absent where the agent has none, or where it has answered 410. */
  readonly endpoint?: WebhookEndpoint;
}

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
  | { readonly kind: 'skipped' }
  | { readonly kind: 'dead'; readonly disableEndpoint: boolean };

/** What was committed with an order and is not yet told its agent. */
export interface Outbox {
  /** Rows to be handed to the queue now. */
  due(most: number): Promise<readonly Located[]>;
  /** Keeps the rows from `due` until then: they are in the queue, unless the queue loses them. */
  hold(rows: readonly Located[], until: Date): Promise<void>;
  /** `undefined` where it is settled, or in somebody else's hands. */
  claim(row: Located): Promise<ClaimedNews | undefined>;
  /** Records outcome and delivery, and frees the claim. A claim that was lost meanwhile changes nothing. */
  settle(news: ClaimedNews, outcome: NewsOutcome, delivery?: DeliveryRecord): Promise<void>;
}

export interface DeliveryQueue {
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
