import type { FormatRules } from '../format-rules';
import { OPENAI_COLUMNS } from './columns';
import { openaiRequirements } from './requirements';
import { openaiRows } from './row';

export const openai: FormatRules = {
  idField: 'item_id',
  columns: OPENAI_COLUMNS,
  rowsFor: openaiRows,
  requirements: openaiRequirements,
};
