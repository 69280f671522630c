export type WarningCode =
  | 'low_stock'
  | 'high_demand'
  | 'shipping_delay'
  | 'price_change'
  | 'expiring_promotion'
  | 'limited_availability'
  | DiscountRejection;

export type ErrorCode =
  | 'missing'
  | 'invalid'
  | 'out_of_stock'
  | 'payment_declined'
  | 'requires_sign_in'
  | 'requires_3ds'
  | 'low_stock'
  | 'quantity_exceeded'
  | 'coupon_invalid'
  | 'coupon_expired'
  | 'minimum_not_met'
  | 'maximum_exceeded'
  | 'region_restricted'
  | 'age_verification_required'
  | 'approval_required'
  | 'unsupported'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'expired'
  | 'intervention_required';

/** Why a discount code was not applied. */
export type DiscountRejection =
  | 'discount_code_expired'
  | 'discount_code_invalid'
  | 'discount_code_already_applied'
  | 'discount_code_combination_disallowed'
  | 'discount_code_minimum_not_met'
  | 'discount_code_user_not_logged_in'
  | 'discount_code_user_ineligible'
  | 'discount_code_usage_limit_reached';

export type Resolution = 'recoverable' | 'requires_buyer_input' | 'requires_buyer_review';

interface MessageBody {
  /** RFC 9535 JSONPath into the session as the newest protocol version shows it, e.g. `$.line_items[0]`. */
  readonly param?: string;
  readonly content: string;
  /** Markdown is CommonMark without raw HTML. */
  readonly contentType: 'plain' | 'markdown';
  readonly resolution?: Resolution;
}

/** What the buyer or the agent should know about a session. */
export type Message =
  | (MessageBody & { readonly type: 'info' })
  | (MessageBody & { readonly type: 'warning'; readonly code: WarningCode })
  | (MessageBody & { readonly type: 'error'; readonly code: ErrorCode });
