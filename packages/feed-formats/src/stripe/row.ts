import { googleRows } from '../google/row';
import type { FeedItem } from '../mapping/feed-item';
import type { Row } from '../row';
import type { FeedSettings } from '../settings';
import { isSaleAhead, saleWindowAtLeast } from '../text/sale-window';

/** Fields of their own, which need not be told again as options. */
const OWN_FIELDS = ['color', 'size', 'material', 'gender'] as const;

const MOST_OPTIONS = 3;

function customOptions(item: FeedItem): Row {
  const told = new Set(OWN_FIELDS.map((field) => item[field]));
  const others = item.options.filter(({ name, value }) => name !== '' && value !== '' && !told.has(value));
  return Object.fromEntries(
    others.slice(0, MOST_OPTIONS).flatMap(({ name, value }, index) => [
      [`custom_variant_option_name_${index + 1}`, name],
      [`custom_variant_option_value_${index + 1}`, value],
    ]),
  );
}

/** One row an item (Stripe, "Catalog feed"): Google's attributes under partly other names, and the stock counted. */
export function stripeRows(settings: FeedSettings, now: Date): (item: FeedItem) => Row {
  const shared = googleRows(settings, now);
  return (item) => {
    const { product_type, product_length, product_width, product_height, product_weight, ...row } =
      shared(item);
    const { identifier_exists: _, ...rest } = row;
    return {
      ...rest,
      product_category: product_type,
      length: product_length,
      width: product_width,
      height: product_height,
      weight: product_weight,
      item_group_title: item.hasSiblings ? item.groupTitle : undefined,
      ...(item.hasSiblings && customOptions(item)),
      inventory_not_tracked: item.stock.available === undefined,
      inventory_quantity:
        item.stock.available === undefined ? undefined : Math.max(0, Math.floor(item.stock.available)),
      sale_price_effective_date: isSaleAhead(item, now)
        ? saleWindowAtLeast(item.salePriceFrom, item.salePriceUntil, now)
        : undefined,
      disable_checkout: !settings.checkout,
    };
  };
}
