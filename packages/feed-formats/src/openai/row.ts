import type { Attribute, Dimensions } from '@acp-hub/commerce';
import type { FeedItem } from '../mapping/feed-item';
import type { Row } from '../row';
import { linkOf, type FeedSettings } from '../settings';
import { categoryText, decimalText, priceText, withoutCommas } from '../text/amounts';

const AVAILABILITY = {
  in_stock: 'in_stock',
  low_stock: 'in_stock',
  out_of_stock: 'out_of_stock',
  backorder: 'backorder',
  pre_order: 'pre_order',
} as const;

const dictionary = (options: readonly Attribute[]): Record<string, string> =>
  Object.fromEntries(
    options.filter(({ name, value }) => name !== '' && value !== '').map(({ name, value }) => [name, value]),
  );

/** Positive values of at least two axes, or nothing. */
function dimensionsOf(dimensions: Dimensions | undefined): Record<string, string> | undefined {
  if (dimensions === undefined) return undefined;
  const axes = (['length', 'width', 'height'] as const).flatMap((axis) => {
    const value = dimensions[axis];
    return value === undefined || value <= 0 ? [] : [[axis, decimalText(value)] as const];
  });
  return axes.length < 2 ? undefined : { ...Object.fromEntries(axes), unit: dimensions.unit };
}

/** One flat row an item (OpenAI, "Feed Reference"). Prices are those of the moment: the format has no sale dates. */
export function openaiRows(settings: FeedSettings): (item: FeedItem) => Row {
  const { seller, search, checkout, acceptsReturns, returnDays } = settings;
  const privacyPolicy = linkOf(seller, 'privacy_policy');
  const termsOfUse = linkOf(seller, 'terms_of_use');
  const returnPolicy = linkOf(seller, 'return_policy');
  return (item) => {
    const { weight } = item;
    const hasWeight = weight !== undefined && weight.value > 0;
    return {
      item_id: item.id,
      title: item.title,
      description: item.description,
      url: item.url,
      brand: item.brand,
      seller_name: seller.name,
      image_url: item.imageUrls[0],
      availability: AVAILABILITY[item.stock.status],
      price: priceText(item.price),
      sale_price: item.isOnSale && item.salePrice !== undefined ? priceText(item.salePrice) : undefined,
      is_eligible_search: search,
      is_eligible_checkout: search && checkout,
      group_id: item.hasSiblings ? item.groupId : undefined,
      listing_has_variations: item.hasSiblings,
      variant_dict: item.hasSiblings ? dictionary(item.options) : undefined,
      gtin: item.gtin,
      mpn: item.mpn,
      condition: item.condition,
      product_category: categoryText(item.categories),
      material: item.material,
      color: item.color,
      size: item.size,
      gender: item.gender,
      age_group: item.ageGroup,
      dimensions: dimensionsOf(item.dimensions),
      weight: hasWeight ? decimalText(weight.value) : undefined,
      item_weight_unit: hasWeight ? weight.unit : undefined,
      is_digital: item.isDigital,
      additional_image_urls:
        item.imageUrls.length > 1 ? item.imageUrls.slice(1).map(withoutCommas) : undefined,
      seller_url: seller.url,
      seller_privacy_policy: privacyPolicy,
      seller_tos: termsOfUse,
      accepts_returns: acceptsReturns,
      return_deadline_in_days: acceptsReturns === true ? returnDays : undefined,
      return_policy: returnPolicy,
      target_countries: settings.targetCountries,
      store_country: settings.storeCountry,
    };
  };
}
