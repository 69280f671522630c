import { z } from 'zod';
import { minorUnits, shortText, timestamp } from './primitives';
import { contractRegistry } from './registry';

/** Tells the store that the buyer's money is there. */
export const paymentRequest = z
  .object({
    provider: shortText,
    reference: shortText.describe('The provider’s id of the payment'),
    amount: minorUnits.describe('Must be the order’s total'),
  })
  .register(contractRegistry, { id: 'PaymentRequest' });

export const payment = z
  .object({ provider: shortText, reference: shortText, amount: minorUnits, paid_at: timestamp })
  .register(contractRegistry, { id: 'Payment' });

export type PaymentRequest = z.infer<typeof paymentRequest>;
