import { BANNED_CATEGORIES } from '../rules/banned-categories.data';
import type { Requirement } from '../rules/requirement';

/** ACP demands ids and titles; the rest is what an agent needs to show a product at all. */
export const acpRequirements = (): readonly Requirement[] => [
  { kind: 'required', field: 'id' },
  { kind: 'length', field: 'id', most: 100, otherwise: 'exclude' },
  { kind: 'group', field: 'variant_options' },
  { kind: 'required', field: 'title' },
  { kind: 'length', field: 'title', most: 150, otherwise: 'cut' },
  { kind: 'recommended', field: 'description' },
  { kind: 'length', field: 'description', most: 5000, otherwise: 'cut' },
  { kind: 'required', field: 'url' },
  { kind: 'address', field: 'url', otherwise: 'exclude' },
  { kind: 'required', field: 'image_url' },
  { kind: 'address', field: 'image_url', otherwise: 'exclude' },
  { kind: 'addresses', field: 'additional_image_urls', most: 50 },
  { kind: 'price', field: 'price' },
  { kind: 'sale', field: 'sale_price' },
  { kind: 'gtin', field: 'gtin' },
  { kind: 'required', field: 'seller_name' },
  { kind: 'category_allowed', field: 'product_category', banned: BANNED_CATEGORIES },
];
