import type { FormatRules } from '../format-rules';
import { acpRequirements } from './requirements';
import { acpRows } from './row';

export const acp: FormatRules = {
  idField: 'id',
  columns: [],
  rowsFor: acpRows,
  requirements: acpRequirements,
};
