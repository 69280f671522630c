import type { Attribute } from '@acp-hub/commerce';
import { googleRows } from '../google/row';
import type { FeedItem } from '../mapping/feed-item';
import type { Row } from '../row';
import type { FeedSettings } from '../settings';
import { isSaleAhead, saleWindowAtLeast } from '../text/sale-window';

/** Fields of their own, which need not be told again as options. */
const OWN_FIELDS = ['color', 'size', 'material', 'gender'] as const;

/** Options that have no field of their own, as many as Stripe takes. */
function customOptions(item: FeedItem): readonly Attribute[] {
  if (!item.hasSiblings) return [];
  return item.options.filter(
    ({ name, value }) => name !== '' && value !== '' && !OWN_FIELDS.some((field) => item[field] === value),
  );
}

/**
 * One row an item (Stripe, "Catalog feed"): Google's attributes under partly other names, and the stock counted. Every
 * member is named, so that all rows have one shape: spreading took three times as long.
 */
export function stripeRows(settings: FeedSettings, now: Date): (item: FeedItem) => Row {
  const shared = googleRows(settings, now);
  return (item) => {
    const row = shared(item);
    const [one, two, three] = customOptions(item);
    const { available } = item.stock;
    return {
      id: row['id'],
      title: row['title'],
      description: row['description'],
      link: row['link'],
      brand: row['brand'],
      gtin: row['gtin'],
      mpn: row['mpn'],
      image_link: row['image_link'],
      additional_image_link: row['additional_image_link'],
      condition: row['condition'],
      google_product_category: row['google_product_category'],
      product_category: row['product_type'],
      age_group: row['age_group'],
      material: row['material'],
      length: row['product_length'],
      width: row['product_width'],
      height: row['product_height'],
      weight: row['product_weight'],
      item_group_id: row['item_group_id'],
      item_group_title: item.hasSiblings ? item.groupTitle : undefined,
      color: row['color'],
      size: row['size'],
      gender: row['gender'],
      custom_variant_option_name_1: one?.name,
      custom_variant_option_value_1: one?.value,
      custom_variant_option_name_2: two?.name,
      custom_variant_option_value_2: two?.value,
      custom_variant_option_name_3: three?.name,
      custom_variant_option_value_3: three?.value,
      availability: row['availability'],
      availability_date: row['availability_date'],
      inventory_not_tracked: available === undefined,
      inventory_quantity: available === undefined ? undefined : Math.max(0, Math.floor(available)),
      price: row['price'],
      sale_price: row['sale_price'],
      sale_price_effective_date: isSaleAhead(item, now)
        ? saleWindowAtLeast(item.salePriceFrom, item.salePriceUntil, now)
        : undefined,
      disable_checkout: !settings.checkout,
    };
  };
}
