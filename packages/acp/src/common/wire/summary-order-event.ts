import { z } from 'zod';
import { amount, uri } from './response-parts';

/** Webhooks up to 2026-01-30: where the order stands, and what was paid back. */
export const summaryOrderEvent = z.strictObject({
  type: z.enum(['order_create', 'order_update', 'order_created', 'order_updated']),
  data: z.strictObject({
    type: z.literal('order'),
    checkout_session_id: z.string(),
    permalink_url: uri,
    status: z.enum(['created', 'manual_review', 'confirmed', 'canceled', 'shipped', 'fulfilled']),
    refunds: z.array(z.strictObject({ type: z.enum(['store_credit', 'original_payment']), amount })),
  }),
});
