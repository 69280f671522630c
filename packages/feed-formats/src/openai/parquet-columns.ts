import type { ParquetColumn } from '../encode/parquet/column';
import { OPENAI_COLUMNS } from './columns';

const BOOLEANS = new Set([
  'is_eligible_search',
  'is_eligible_checkout',
  'listing_has_variations',
  'is_digital',
  'accepts_returns',
]);

/** Variants have these of their own. */
const OF_A_VARIANT = new Set(['item_id', 'title', 'url', 'image_url', 'gtin', 'additional_image_urls']);

/** Products have these of their own, for all their variants. */
const OF_A_PRODUCT = new Set(['description', 'group_id']);

const repeatsOf = (name: string): ParquetColumn['repeats'] => {
  if (OF_A_VARIANT.has(name)) return 'never';
  return OF_A_PRODUCT.has(name) ? 'beside' : 'anywhere';
};

export const OPENAI_PARQUET_COLUMNS: readonly ParquetColumn[] = OPENAI_COLUMNS.map((name) => ({
  name,
  type: BOOLEANS.has(name) ? 'BOOLEAN' : name === 'return_deadline_in_days' ? 'INT32' : 'STRING',
  repeats: repeatsOf(name),
}));
