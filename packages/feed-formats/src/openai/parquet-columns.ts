import type { ParquetColumn } from '../encode/parquet-column';
import { OPENAI_COLUMNS } from './columns';

const BOOLEANS = new Set([
  'is_eligible_search',
  'is_eligible_checkout',
  'listing_has_variations',
  'is_digital',
  'accepts_returns',
]);

const VARIED = new Set(['item_id', 'title', 'url', 'image_url', 'gtin', 'additional_image_urls']);

export const OPENAI_PARQUET_COLUMNS: readonly ParquetColumn[] = OPENAI_COLUMNS.map((name) => ({
  name,
  type: BOOLEANS.has(name) ? 'BOOLEAN' : name === 'return_deadline_in_days' ? 'INT32' : 'STRING',
  isVaried: VARIED.has(name),
}));
