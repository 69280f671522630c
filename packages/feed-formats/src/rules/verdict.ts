export const feedStatuses = ['listed', 'listed_with_warnings', 'excluded'] as const;

export type FeedStatus = (typeof feedStatuses)[number];

/** Why an item is not, or not wholly, in a feed. */
export interface Reason {
  /** Stable, e.g. `value_missing`. */
  readonly code: ReasonCode;
  /** The format's own name of the field. */
  readonly field: string;
  /** `error` keeps the item out; `warning` says what the feed lacks or has differently. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, as a shop owner says it. */
  readonly message: string;
  /** What to do about it. */
  readonly action: string;
}

export const reasonCodes = [
  'value_missing',
  'value_recommended',
  'text_cut',
  'text_too_long',
  'value_not_accepted',
  'gtin_invalid',
  'address_invalid',
  'address_not_secure',
  'picture_left_out',
  'price_missing',
  'sale_not_below_price',
  'sale_in_other_currency',
  'sale_ends_before_it_begins',
  'options_missing',
  'options_differ',
  'options_repeat',
  'group_id_is_item_id',
  'item_id_repeated',
  'sku_repeated',
  'category_banned',
  'excluded_by_merchant',
  'checkout_without_policies',
  'date_missing',
  'identifier_missing',
  'id_looks_like_formula',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** What a feed makes of an item. */
export interface Verdict {
  readonly itemId: string;
  readonly productId: string;
  readonly status: FeedStatus;
  readonly reasons: readonly Reason[];
}

export const statusOf = (reasons: readonly Reason[]): FeedStatus => {
  if (reasons.length === 0) return 'listed';
  return reasons.some(({ severity }) => severity === 'error') ? 'excluded' : 'listed_with_warnings';
};
