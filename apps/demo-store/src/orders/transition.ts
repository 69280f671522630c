import type { OrderEvent, WireOrder } from '@acp-hub/store-contract';
import type { Result } from '../result';
import type { Units } from './order-contents';

/** What happens to an order, decided from its state alone. */
export interface Transition {
  readonly order: WireOrder;
  /** What the hub is told. */
  readonly event?: OrderEvent['type'];
  /** Goods that go back on the shelf. */
  readonly restock?: readonly Units[];
  /** Coupons that may be used once more. */
  readonly freedCoupons?: readonly string[];
  /** The refund this makes, for the answer of a repeated request. */
  readonly refundId?: string;
}

/** `undefined`: it is so already. */
export type Decision = Result<Transition | undefined>;
