const PROSE = 'WooCommerce’s own sentences are the value.';
const TIES = 'Rows of one second come in the order the database happens to have them.';
const TIES_AND_PLUS = `${TIES} And its link has the space that a bare plus sign stands for.`;
const FLOATS = 'Half a cent exactly, which a binary float has a little less of.';
const CLOCK =
  'The recorder’s clock passed into the next second while the exchange ran, and lists go by seconds.';
const HOST = 'The recorder’s queue ran within a web request over HTTPS, so links name that host.';

/** Exchanges the fake answers differently, with the reason; one that is answered alike must leave the list. */
export const OUT_OF_REACH: Readonly<Record<string, string>> = {
  '02-store-settings/settings-account#4': PROSE,
  '03-catalog-paging/default-order-page-1#4': TIES,
  '03-catalog-paging/default-order-page-2#5': TIES,
  '03-catalog-paging/per_page-default#12': TIES,
  '03-catalog-paging/orderby-modified#16': TIES,
  '03-catalog-paging/by-sku-list#29': TIES,
  '03-catalog-paging/search_sku#34': TIES,
  '04-catalog-incremental/with-Z-suffix-gmt-flag#6': TIES,
  '04-catalog-incremental/with-offset#7': TIES_AND_PLUS,
  '08-store-cart-coupons/min100-met#26': FLOATS,
  '08-store-cart-coupons/cart-with-min100#27': FLOATS,
  '12-store-checkout-cod/v3-notes#16': CLOCK,
  '18-refunds/order-before-rest#18': CLOCK,
  '18-refunds/order-after-rest#20': CLOCK,
  '19-webhooks/list-after-failures#142': CLOCK,
  '19-webhooks/deliver-after-product-price#39': HOST,
};
