/** JSONPaths (RFC 9535) into a session as protocol version 2026-04-17 shows it; older codecs translate them. */
export const messagePaths = {
  lines: '$.line_items',
  line: (index: number) => `$.line_items[${index}]`,
  address: '$.fulfillment_details.address',
  option: '$.selected_fulfillment_options',
  coupon: (index: number) => `$.discounts.codes[${index}]`,
  email: '$.buyer.email',
  totals: '$.totals',
  interventions: '$.capabilities.interventions',
  coupons: '$.discounts.codes',
} as const;
