import type { WireOrder } from '@acp-hub/store-contract';

/** An order with what the books need beside it. */
export interface OrderRecord {
  readonly order: WireOrder;
  /** Place in the list of changes; a changed order moves to its end. */
  readonly sequence: number;
}

/** What an idempotency key stands for. */
export interface KeyRecord {
  /** Of the endpoint and the body it came with. */
  readonly fingerprint: string;
  readonly orderId: string;
  /** For a refund: the one it made. */
  readonly refundId?: string;
}
