import type { Address, Buyer, Money, OrderSnapshot, QuoteRequest, SessionId } from '@acp-hub/commerce';

export interface PlaceOrder {
  /** Names the attempt; the same key never makes a second order. */
  readonly idempotencyKey: string;
  readonly sessionId: SessionId;
  /** What is bought, enough to quote it again. */
  readonly request: QuoteRequest;
  /** The reference of the quote the buyer accepted, if the store gave one. */
  readonly reference?: string;
  /** The sum the buyer accepted; any other is rejected as `price_changed`. */
  readonly expectedTotal: Money;
  readonly buyer: Buyer & { readonly email: string };
  readonly shippingAddress?: Address;
  readonly billingAddress?: Address;
  readonly note?: string;
  readonly marketingConsents: readonly { readonly channel: string; readonly optedIn: boolean }[];
}

export interface PlacedOrder {
  readonly platformOrderId: string;
  /** The number the customer sees, where the platform has one by now. */
  readonly number?: string;
  readonly total: Money;
  readonly snapshot: OrderSnapshot;
  /** Held orders: when the platform lets go of it by itself. RFC 3339 UTC. */
  readonly heldUntil?: string;
}

/** A payment as written into the platform's books. */
export interface PaymentRecord {
  readonly idempotencyKey: string;
  readonly provider: string;
  /** The provider's id of the payment. */
  readonly reference: string;
  readonly amount: Money;
}

export interface RefundOrder {
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly items: readonly { readonly itemId: string; readonly quantity: number }[];
  readonly restock: boolean;
  readonly reason?: string;
  /**
   * The provider's id of the refund that moved the money. A platform that can keeps it, and its snapshots give it
   * back (`PlatformRefund.reference`), so that the hub knows its own refund when it is reported.
   */
  readonly reference?: string;
}

export interface RefundRecord {
  readonly platformRefundId: string;
  readonly snapshot: OrderSnapshot;
}
