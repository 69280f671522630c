/** Attributes of Google's product data specification, in its order. */
export const GOOGLE_COLUMNS = [
  ...['id', 'title', 'description', 'link', 'image_link', 'additional_image_link'],
  ...['availability', 'availability_date', 'price', 'sale_price', 'sale_price_effective_date'],
  ...['google_product_category', 'product_type', 'brand', 'gtin', 'mpn', 'identifier_exists'],
  ...['condition', 'age_group', 'color', 'gender', 'material', 'size', 'item_group_id'],
  ...['product_length', 'product_width', 'product_height', 'product_weight'],
] as const;
