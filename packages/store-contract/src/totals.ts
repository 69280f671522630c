import { z } from 'zod';
import { minorUnits } from './primitives';
import { contractRegistry } from './registry';

/**
 * Net sums with tax beside them, whatever the store shows:
 * subtotal = items_base − items_discount; total = subtotal − discount + fulfillment + fee + tax.
 */
export const totals = z
  .object({
    items_base: minorUnits,
    items_discount: minorUnits,
    subtotal: minorUnits,
    discount: minorUnits.describe('Taken off the order as a whole, beyond the lines’ own discounts'),
    fulfillment: minorUnits,
    fee: minorUnits,
    tax: minorUnits.describe('Of lines, delivery and fees together'),
    total: minorUnits.describe('What the buyer pays'),
  })
  .register(contractRegistry, { id: 'Totals' });

export type WireTotals = z.infer<typeof totals>;
