import { z } from 'zod';
import { itemRequest } from './quote';
import { identifier, minorUnits, quantity, shortText, timestamp } from './primitives';
import { contractRegistry } from './registry';

/** Records money given back elsewhere: the store moves none. */
export const refundRequest = z
  .object({
    amount: minorUnits.min(1).describe('Tax included'),
    items: z.array(z.object({ id: identifier, quantity })).max(500),
    restock: z.boolean(),
    reason: z.string().max(500).optional(),
    reference: shortText.optional().describe('The provider’s id of the refund that moved the money'),
  })
  .register(contractRegistry, { id: 'RefundRequest' });

export const refund = z
  .object({
    id: identifier,
    amount: minorUnits,
    items: z.array(itemRequest),
    reason: z.string().max(500).optional(),
    reference: shortText.optional().describe('Present where the hub reported a refund already made'),
    created_at: timestamp,
  })
  .register(contractRegistry, { id: 'Refund' });

export type RefundRequest = z.infer<typeof refundRequest>;
export type WireRefund = z.infer<typeof refund>;
