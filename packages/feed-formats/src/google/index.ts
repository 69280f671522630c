import type { FormatRules } from '../format-rules';
import { GOOGLE_COLUMNS } from './columns';
import { googleRequirements } from './requirements';
import { googleRows } from './row';

export const google: FormatRules = {
  idField: 'id',
  columns: GOOGLE_COLUMNS,
  rowsFor: googleRows,
  requirements: googleRequirements,
};
