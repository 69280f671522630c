/** Field by field as OpenAI's feed reference names them, in its order. */
export const OPENAI_COLUMNS = [
  ...['item_id', 'title', 'description', 'url', 'brand', 'seller_name', 'image_url', 'availability', 'price'],
  ...['sale_price', 'is_eligible_search', 'is_eligible_checkout'],
  ...['group_id', 'listing_has_variations', 'variant_dict', 'gtin', 'mpn'],
  ...['condition', 'product_category', 'material', 'color', 'size', 'gender', 'age_group'],
  ...['dimensions', 'weight', 'item_weight_unit', 'is_digital', 'additional_image_urls'],
  ...['seller_url', 'seller_privacy_policy', 'seller_tos'],
  ...['accepts_returns', 'return_deadline_in_days', 'return_policy'],
  ...['target_countries', 'store_country'],
] as const;
