import type { FeedItem } from '../mapping/feed-item';
import type { Row } from '../row';
import type { FeedSettings } from '../settings';
import { categoryText, decimalText, priceText, withoutCommas } from '../text/amounts';
import { isSaleAhead, saleWindow } from '../text/sale-window';

const AVAILABILITY = {
  in_stock: 'in_stock',
  low_stock: 'in_stock',
  out_of_stock: 'out_of_stock',
  backorder: 'backorder',
  pre_order: 'preorder',
} as const;

const AHEAD = new Set(['backorder', 'pre_order']);

const inUnit = (value: number | undefined, unit: string): string | undefined =>
  value === undefined || value <= 0 ? undefined : `${decimalText(value)} ${unit}`;

/** Google takes centimetres and inches. */
const CENTIMETRES = { mm: 0.1, cm: 1, m: 100, in: undefined, ft: 30.48 } as const;

function measuresOf({ dimensions, weight }: FeedItem): Row {
  const factor = dimensions && CENTIMETRES[dimensions.unit];
  const along = (axis: 'length' | 'width' | 'height'): string | undefined => {
    const value = dimensions?.[axis];
    return value === undefined || factor === undefined ? inUnit(value, 'in') : inUnit(value * factor, 'cm');
  };
  return {
    product_length: along('length'),
    product_width: along('width'),
    product_height: along('height'),
    product_weight: weight && inUnit(weight.value, weight.unit),
  };
}

/** One row an item (Google, "Product data specification"). */
export const googleRows =
  (_settings: FeedSettings, now: Date) =>
  (item: FeedItem): Row => {
    const onSale = isSaleAhead(item, now);
    return {
      id: item.id,
      title: item.title,
      description: item.description,
      link: item.url,
      image_link: item.imageUrls[0],
      additional_image_link:
        item.imageUrls.length > 1 ? item.imageUrls.slice(1).map(withoutCommas) : undefined,
      availability: AVAILABILITY[item.stock.status],
      availability_date: AHEAD.has(item.stock.status) ? item.availableFrom : undefined,
      price: priceText(item.price),
      sale_price: onSale && item.salePrice !== undefined ? priceText(item.salePrice) : undefined,
      sale_price_effective_date: onSale ? saleWindow(item, now) : undefined,
      google_product_category: item.googleCategory,
      product_type: categoryText(item.categories),
      brand: item.brand,
      gtin: item.gtin,
      mpn: item.mpn,
      identifier_exists: item.gtin === undefined && item.mpn === undefined ? 'no' : undefined,
      condition: item.condition ?? 'new',
      age_group: item.ageGroup,
      color: item.color,
      gender: item.gender,
      material: item.material,
      size: item.size,
      item_group_id: item.hasSiblings ? item.groupId : undefined,
      ...measuresOf(item),
    };
  };
