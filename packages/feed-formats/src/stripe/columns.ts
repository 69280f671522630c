/** Fields of Stripe's product feed, in the order of its specification. */
export const STRIPE_COLUMNS = [
  ...['id', 'title', 'description', 'link', 'brand', 'gtin', 'mpn', 'image_link', 'additional_image_link'],
  ...['condition', 'google_product_category', 'product_category', 'age_group', 'material'],
  ...['length', 'width', 'height', 'weight'],
  ...['item_group_id', 'item_group_title', 'color', 'size', 'gender'],
  ...['custom_variant_option_name_1', 'custom_variant_option_value_1'],
  ...['custom_variant_option_name_2', 'custom_variant_option_value_2'],
  ...['custom_variant_option_name_3', 'custom_variant_option_value_3'],
  ...['availability', 'availability_date', 'inventory_not_tracked', 'inventory_quantity'],
  ...['price', 'sale_price', 'sale_price_effective_date', 'disable_checkout'],
] as const;
