import type { Order } from '@acp-hub/commerce';
import type { RecordedMovement, Refund } from '../refunds/refund';

export interface OrderLedger {
  readonly order: Order;
  /** In the order that they were written. */
  readonly movements: readonly LedgerMovement[];
  /** What asked for money to go back, oldest first. */
  readonly refunds: readonly Refund[];
}

export interface LedgerMovement extends RecordedMovement {
  readonly id: string;
}

/** An order's money, for operators. */
export interface Ledger {
  /** @param order the hub's id, or the number that the platform shows its customer. */
  find(tenantId: string, order: string): Promise<OrderLedger | undefined>;
}
