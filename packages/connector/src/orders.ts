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
  /** Final placement: the payment that was authorised for it, where the hub takes the payment. */
  readonly authorization?: { readonly provider: string; readonly reference: string };
  /** Final placement of a platform that takes the payment itself: it is paid with the order or not made. */
  readonly payment?: PaymentInstruction;
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

/** What a platform that takes payments itself takes one by; see the capability `takesPayments`. */
export interface PaymentInstruction {
  /** The agent's delegated payment token. A secret: never logged, never stored in clear. */
  readonly token: string;
  /** How the agent's payment handler is called, e.g. `card_sandbox`. */
  readonly handlerId?: string;
  readonly billingAddress?: Address;
}

/** A payment as written into the platform's books. */
export interface PaymentRecord {
  readonly idempotencyKey: string;
  readonly provider: string;
  /** The provider's id of the payment; where the platform takes it itself, the hub's id of the attempt. */
  readonly reference: string;
  readonly amount: Money;
  /** A held order of a platform that takes the payment itself: it is paid by this, once per key, or stays unpaid. */
  readonly instruction?: PaymentInstruction;
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
