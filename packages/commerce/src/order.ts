import type { Address } from './buyer';
import type { Currency } from './currency';
import type { ItemId, LineId, OrderId, SessionId } from './ids';
import type { Totals } from './totals';

export const orderStatuses = [
  'created',
  'manual_review',
  'confirmed',
  'processing',
  'shipped',
  'completed',
  'canceled',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];

/** Units of a line: `ordered` never changes, `current` follows edits and cancellations, `fulfilled` ≤ `current`. */
export interface LineQuantity {
  readonly ordered: number;
  readonly current: number;
  readonly fulfilled: number;
}

export type OrderLineStatus = 'processing' | 'partial' | 'fulfilled' | 'removed';

export interface OrderLine {
  readonly id: LineId;
  readonly itemId: ItemId;
  readonly title: string;
  readonly productId?: string;
  readonly description?: string;
  readonly imageUrl?: string;
  readonly url?: string;
  readonly quantity: LineQuantity;
  /** Price of one as the store shows it. */
  readonly unitAmount: number;
  /** As ordered, integer minor units: base − discount = subtotal, subtotal + tax = total. */
  readonly base: number;
  readonly discount: number;
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
  readonly requiresShipping: boolean;
}

export interface LineReference {
  readonly id: LineId;
  readonly quantity: number;
}

export type FulfillmentType = 'shipping' | 'digital' | 'pickup' | 'local_delivery';

export type FulfillmentStatus =
  'pending' | 'processing' | 'shipped' | 'ready_for_pickup' | 'delivered' | 'failed' | 'canceled';

/** One parcel, download or collection. Its events are append-only. */
export interface Fulfillment {
  readonly id: string;
  readonly type: FulfillmentType;
  readonly status: FulfillmentStatus;
  readonly lines: readonly LineReference[];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly estimatedDelivery?: { readonly earliest: string; readonly latest: string };
  readonly digitalDelivery?: {
    readonly accessUrl?: string;
    readonly licenseKey?: string;
    readonly expiresAt?: string;
  };
  readonly events: readonly FulfillmentEvent[];
}

export interface FulfillmentEvent {
  readonly id: string;
  readonly type: FulfillmentStatus;
  readonly occurredAt: string;
  readonly description?: string;
  readonly location?: string;
}

export type AdjustmentType =
  | 'refund'
  | 'partial_refund'
  | 'store_credit'
  | 'return'
  | 'exchange'
  | 'cancellation'
  | 'price_adjustment'
  | 'dispute';

/** Something that changed the money or the lines after the order was placed. Amounts are positive. */
export interface Adjustment {
  readonly id: string;
  readonly type: AdjustmentType;
  readonly status: 'pending' | 'completed' | 'failed';
  readonly occurredAt: string;
  readonly lines: readonly LineReference[];
  readonly amount?: number;
  readonly reason?: string;
  readonly description?: string;
  /** By which the platform's and the provider's reports of one refund are recognised; not shown to agents. */
  readonly references?: {
    readonly platform?: string;
    readonly provider?: string;
    /** The id of the price adjustment that the hub gave the money back for. */
    readonly priceAdjustment?: string;
  };
}

/** An order as the hub keeps it. Delivery address and buyer stand apart, sealed (`PersonalData`). */
export interface Order {
  readonly id: OrderId;
  readonly sessionId: SessionId;
  /** The platform's own id. */
  readonly platformOrderId: string;
  /** The number the platform shows its customer. */
  readonly number?: string;
  readonly currency: Currency;
  /** The platform's last word on the whole; `deriveOrderStatus` makes the status agents see. */
  readonly platformStatus: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly fulfillments: readonly Fulfillment[];
  readonly adjustments: readonly Adjustment[];
  /** As first charged; `amountRefunded` stands beside it. */
  readonly totals: Totals;
  readonly amountRefunded: number;
  /** The platform's total after the merchant's edits, once it has risen above what was charged; never charged. */
  readonly raisedTotal?: number;
  readonly estimatedDelivery?: { readonly earliest: string; readonly latest: string };
  readonly permalinkUrl: string;
  /** The platform's version of the last snapshot taken in; an older one never wins. */
  readonly snapshotVersion: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a platform says of one order at one moment. */
export interface OrderSnapshot {
  readonly platformOrderId: string;
  readonly number?: string;
  /** Increases with every change: the platform's own counter, or its modification time in milliseconds. */
  readonly version: number;
  readonly status: OrderStatus;
  /** False while the order is held unpaid. */
  readonly paid: boolean;
  readonly currency: Currency;
  /** After the merchant's edits, before refunds. */
  readonly total: number;
  /** What is still to be delivered or was; an item taken off is absent or fewer. */
  readonly lines: readonly { readonly itemId: ItemId; readonly quantity: number }[];
  readonly shipments: readonly Shipment[];
  readonly refunds: readonly PlatformRefund[];
  readonly updatedAt: string;
}

export interface Shipment {
  readonly id: string;
  readonly type: FulfillmentType;
  readonly status: FulfillmentStatus;
  readonly items: readonly { readonly itemId: ItemId; readonly quantity: number }[];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly accessUrl?: string;
  readonly occurredAt: string;
}

export interface PlatformRefund {
  readonly id: string;
  /** Positive, tax included. */
  readonly amount: number;
  readonly items: readonly { readonly itemId: ItemId; readonly quantity: number }[];
  readonly reason?: string;
  /** The provider's id of the money that moved, where the hub wrote this refund itself and the platform keeps it. */
  readonly reference?: string;
  /** When it was made, by the platform's clock: from an edit of the same amount it is told apart by that alone. */
  readonly occurredAt: string;
}

/** The order with the personal part it needs to be shown to its buyer or agent. */
export interface OrderView {
  readonly order: Order;
  readonly destination?: Address;
  readonly orderNotes?: string;
  readonly support?: {
    readonly email?: string;
    readonly phone?: string;
    readonly hours?: string;
    readonly helpCenterUrl?: string;
  };
}
