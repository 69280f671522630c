/** What a connector's platform can do, declared once. The testkit, the hub and the documentation read it. */
export interface ConnectorCapabilities {
  /**
   * `held`: `placeOrder` makes an unpaid, unannounced order that `confirmOrder` makes paid.
   * `final`: `placeOrder` is the order, customer mail and all; `confirmOrder` records the payment.
   */
  readonly placement: 'held' | 'final';
  /** How a repeated `placeOrder` or `refundOrder` is kept to one: by the platform, by looking first, or not at all. */
  readonly orderIdempotency: 'native' | 'lookup' | 'none';
  readonly tax: 'exact' | 'estimate';
  /** What a quote or an unpaid order does to stock. */
  readonly stock: 'reserved' | 'checked' | 'unchecked';
  readonly orderUpdates: 'webhook' | 'poll';
  /** Whether `listProducts({updatedSince})` names what is gone; if not, ids must be reconciled from time to time. */
  readonly deletions: 'reported' | 'unreported';
  readonly coupons: boolean;
  readonly refunds: 'partial' | 'full' | 'none';
  /** Whether a buyer can finish on the merchant's own site. */
  readonly handOff: boolean;
  /**
   * Whether the platform takes a payment token itself, as `PaymentInstruction` says; absent: it does not. A payment
   * provider whose flow is `platform` is refused without it.
   */
  readonly takesPayments?: boolean;
}
