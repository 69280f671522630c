/** Amounts are integers in Stripe's smallest unit, currencies lower case, times seconds since 1970. */
interface StripeRecord {
  readonly id: string;
  readonly object: string;
  readonly created: number;
  readonly livemode: false;
  /** The account it belongs to; nobody else sees it. Left out of answers. */
  readonly account: string;
}

export type Metadata = Readonly<Record<string, string>>;

export interface PaymentIntent extends StripeRecord {
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly amount_capturable: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly status:
    'requires_payment_method' | 'requires_action' | 'requires_capture' | 'succeeded' | 'canceled';
  readonly capture_method: 'automatic' | 'manual';
  readonly payment_method: string;
  /** The granted token it was confirmed with. Left out of answers. */
  readonly granted_token?: string;
  readonly latest_charge: string | null;
  readonly last_payment_error: PaymentError | null;
  readonly next_action: NextAction | null;
  readonly metadata: Metadata;
  readonly canceled_at: number | null;
  readonly cancellation_reason: string | null;
}

export interface PaymentError {
  readonly type: 'card_error';
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
}

export interface NextAction {
  readonly type: 'use_stripe_sdk';
  readonly use_stripe_sdk: {
    readonly type: 'stripe_3ds2_fingerprint';
    readonly directory_server_name: string;
  };
}

export interface Charge extends StripeRecord {
  readonly object: 'charge';
  readonly payment_intent: string;
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly currency: string;
  readonly captured: boolean;
  readonly disputed: boolean;
  readonly refunded: boolean;
  readonly balance_transaction: string | null;
}

export interface Refund extends StripeRecord {
  readonly object: 'refund';
  readonly payment_intent: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'succeeded' | 'failed';
  readonly reason: string | null;
  readonly metadata: Metadata;
  readonly balance_transaction: string;
}

export interface Dispute extends StripeRecord {
  readonly object: 'dispute';
  readonly payment_intent: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: 'needs_response' | 'won' | 'lost';
  /** What it did to the balance: taken back, and given again once won. */
  readonly balance_transactions: readonly BalanceTransaction[];
}

/** One change of the merchant's balance: `net` is `amount` less `fee`. */
export interface BalanceTransaction extends StripeRecord {
  readonly object: 'balance_transaction';
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment';
  readonly source: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly currency: string;
}

export interface GrantedToken extends StripeRecord {
  readonly object: 'shared_payment.granted_token';
  readonly deactivated_at: number | null;
  readonly deactivated_reason: 'consumed' | 'expired' | 'resolved' | 'revoked' | null;
  readonly payment_method_details: { readonly type: 'card' };
  readonly shared_metadata: Metadata;
  readonly usage_details: {
    readonly amount_captured: { readonly value: number; readonly currency: string };
  };
  readonly usage_limits: {
    readonly currency: string;
    readonly max_amount: number;
    readonly expires_at: number | null;
  };
  /** The card behind it. Left out of answers. */
  readonly payment_method: string;
}

export interface WebhookEndpoint extends StripeRecord {
  readonly object: 'webhook_endpoint';
  readonly url: string;
  readonly enabled_events: readonly string[];
  readonly secret: string;
}

export type AnyRecord =
  PaymentIntent | Charge | Refund | Dispute | BalanceTransaction | GrantedToken | WebhookEndpoint;
