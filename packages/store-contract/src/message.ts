import { z } from 'zod';
import { contractRegistry } from './registry';

/** What buyer or agent should know about a quote beside its sums. */
export const message = z
  .object({
    type: z.enum(['info', 'warning', 'error']),
    code: z.enum([
      'low_stock',
      'out_of_stock',
      'quantity_exceeded',
      'shipping_delay',
      'limited_availability',
      'region_restricted',
      'option_unavailable',
      'other',
    ]),
    item_id: z.string().max(200).optional().describe('The line it concerns'),
    content: z.string().min(1).max(1000).describe('Plain text'),
  })
  .register(contractRegistry, { id: 'Message' });

export type WireMessage = z.infer<typeof message>;
