import type { FormatRules } from '../format-rules';
import { STRIPE_COLUMNS } from './columns';
import { stripeRequirements } from './requirements';
import { stripeRows } from './row';

export const stripe: FormatRules = {
  idField: 'id',
  columns: STRIPE_COLUMNS,
  rowsFor: stripeRows,
  requirements: stripeRequirements,
};
