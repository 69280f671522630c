import type { LineId } from '../ids';
import type { AdjustmentType, Adjustment, FulfillmentStatus, Order, OrderStatus } from '../order';

/** One thing that happened to an order. Refers to parts of the order by id; holds no personal data. */
export type TimelineEntry = {
  /** When it happened, by whoever reported it. RFC 3339 UTC. */
  readonly occurredAt: string;
} & (
  | { readonly kind: 'placed' }
  | { readonly kind: 'status_changed'; readonly from: OrderStatus; readonly to: OrderStatus }
  /** Units the platform still intends to deliver. */
  | { readonly kind: 'quantity_changed'; readonly lineId: LineId; readonly from: number; readonly to: number }
  /** The merchant's edit made the order dearer, in minor units. The buyer accepted `from` and is charged no more. */
  | { readonly kind: 'total_raised'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'fulfillment_changed';
      readonly fulfillmentId: string;
      readonly status: FulfillmentStatus;
    }
  | {
      readonly kind: 'adjustment_changed';
      readonly adjustmentId: string;
      readonly type: AdjustmentType;
      readonly status: Adjustment['status'];
    }
  /** Hub, platform and payment provider did not agree, or do again (`gone`); `code` says on what. For operators. */
  | {
      readonly kind: 'reconciled';
      readonly code: string;
      readonly outcome: 'mended' | 'reported' | 'gone';
    }
);

/** An order after an event, and what that changed; nothing for an event already known. */
export interface OrderChange {
  readonly order: Order;
  readonly changes: readonly TimelineEntry[];
}
