import type { ReasonCode } from './verdict';

interface ReasonText {
  readonly message: string;
  readonly action: string;
}

/** What each reason says to a shop owner. `{field}` is the field's everyday name, `{detail}` what the check adds, `{mapping}` the other
 * way of those that the mapping can name. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, ReasonText>> = {
  value_missing: {
    message: 'It has no {field}.',
    action: 'Fill the {field} in at your shop{mapping}.',
  },
  value_recommended: {
    message: 'It has no {field}; agents rank such products lower.',
    action: 'Fill the {field} in at your shop{mapping}.',
  },
  text_cut: {
    message: 'The {field} is longer than the {detail} characters allowed, so it was cut.',
    action: 'Shorten the {field}, what matters first.',
  },
  text_too_long: {
    message: 'The {field} is longer than the {detail} characters allowed and must not be cut.',
    action: 'Give the product a shorter {field}.',
  },
  value_not_accepted: {
    message: 'The {field} "{detail}" is none that this feed knows, so it was left out.',
    action: 'Use one of the values the feed accepts.',
  },
  gtin_invalid: {
    message: 'The barcode "{detail}" is wrong: a digit is mistyped or missing. It was left out.',
    action: 'Copy the 8, 12, 13 or 14 digits from the packaging, or leave the barcode empty.',
  },
  address_invalid: {
    message: 'The {field} "{detail}" is no complete web address.',
    action: 'Give the whole address, beginning with https://.',
  },
  address_not_secure: {
    message: 'The {field} begins with http://; agents prefer https:// and may not show it.',
    action: 'Serve your shop by https.',
  },
  picture_left_out: {
    message:
      '{detail} of the further pictures had no complete web address, or were too many, and were left out.',
    action: 'Check the addresses of the pictures.',
  },
  price_missing: {
    message: 'It has no price, or a price of zero.',
    action: 'Give it a price above zero.',
  },
  sale_not_below_price: {
    message: 'The sale price is not below the price, so the sale is not shown.',
    action: 'Lower the sale price, or remove it.',
  },
  sale_in_other_currency: {
    message: 'Sale price and price are in different currencies, so the sale is not shown.',
    action: 'Give both in one currency.',
  },
  sale_ends_before_it_begins: {
    message: 'The sale ends before it begins, so the sale is not shown.',
    action: 'Correct the dates of the sale.',
  },
  options_missing: {
    message: 'The product has several variants, and this one does not say what sets it apart.',
    action: 'Give every variant its options, e.g. size and colour.',
  },
  options_differ: {
    message: 'The variants of the product name different options: this one has {detail}.',
    action: 'Give all variants of the product the same options.',
  },
  options_repeat: {
    message: 'Another variant of the product has the same options.',
    action: 'Give each variant its own combination, or remove one of the two.',
  },
  group_id_is_item_id: {
    message: 'The product and its variant have the same id, so that agents cannot group its variants.',
    action: 'Give product and variant ids of their own.',
  },
  item_id_repeated: {
    message: 'Another item of the catalogue has the id "{detail}".',
    action: 'Give each item an id of its own.',
  },
  sku_repeated: {
    message: 'Another item of the catalogue has the SKU "{detail}".',
    action: 'Give each item an SKU of its own.',
  },
  category_banned: {
    message: 'The category "{detail}" is one that agents do not take.',
    action: 'Nothing, if that is what it is; otherwise move the product to its right category.',
  },
  excluded_by_merchant: {
    message: 'Your own rules keep it out: {detail}',
    action: 'Change the rule in the mapping if it should be listed.',
  },
  checkout_without_policies: {
    message: 'It can be found but not bought there: your {detail} missing.',
    action: 'Add the addresses of your privacy policy and terms of use to your profile.',
  },
  date_missing: {
    message: 'It is sold ahead of its availability, and does not say when it will be there.',
    action: 'Give the date of availability.',
  },
  identifier_missing: {
    message: 'It has neither a barcode nor a part number; agents find such products less often.',
    action: 'Fill in the barcode (GTIN, EAN, UPC) or the manufacturer’s part number.',
  },
  id_looks_like_formula: {
    message: 'The id "{detail}" would be run as a formula when somebody opens the file in a spreadsheet.',
    action: 'Change the id, or publish this feed as JSON Lines or Parquet.',
  },
};

/** Everyday names of fields, whichever format they stand in. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  item_id: 'id',
  id: 'id',
  group_id: 'id of the product',
  item_group_id: 'id of the product',
  title: 'title',
  item_group_title: 'title of the product',
  description: 'description',
  url: 'address of the product’s page',
  link: 'address of the product’s page',
  image_url: 'picture',
  image_link: 'picture',
  additional_image_urls: 'further pictures',
  additional_image_link: 'further pictures',
  brand: 'brand',
  seller_name: 'name of your shop',
  seller_url: 'address of your shop',
  return_policy: 'address of your returns policy',
  seller_privacy_policy: 'address of your privacy policy',
  seller_tos: 'address of your terms of use',
  age_group: 'age group',
  product_category: 'category',
  product_type: 'category',
  google_product_category: 'category in Google’s taxonomy',
  color: 'colour',
  mpn: 'part number',
  gtin: 'barcode',
  availability_date: 'date of availability',
};
