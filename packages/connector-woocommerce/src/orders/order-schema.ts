import { z } from 'zod';
import { decimal } from '../amounts';

const meta = z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]);

const lineItem = z.object({
  id: z.number(),
  product_id: z.number(),
  variation_id: z.number().catch(0),
  quantity: z.coerce.number(),
  total: decimal,
  total_tax: decimal,
  taxes: z.array(z.object({ id: z.coerce.number(), total: decimal.catch('') })).catch([]),
  meta_data: z
    .array(z.object({ key: z.string(), value: z.unknown(), display_key: z.string().optional() }))
    .catch([]),
});

/** An order as `wc/v3` shows it (10.0.2), no more than is used; nothing of the buyer. */
export const order = z.object({
  id: z.number(),
  number: z.string(),
  status: z.string(),
  currency: z.string(),
  total: decimal,
  date_created_gmt: z.string(),
  date_modified_gmt: z.string().nullish(),
  date_paid_gmt: z.string().nullish(),
  date_completed_gmt: z.string().nullish(),
  transaction_id: z.string().catch(''),
  /** False where everything is virtual and downloadable; not told before 10.0. */
  needs_processing: z.boolean().catch(true),
  meta_data: meta,
  line_items: z.array(lineItem),
  coupon_lines: z.array(z.object({ code: z.string() })).catch([]),
  refunds: z.array(z.object({ id: z.number(), total: decimal, reason: z.string().catch('') })).catch([]),
});

export const refund = z.object({
  id: z.number(),
  date_created_gmt: z.string(),
  amount: decimal,
  reason: z.string().nullish(),
  line_items: z.array(lineItem).catch([]),
});

export const orders = z.array(order);
export const refunds = z.array(refund);

export type WooOrder = z.infer<typeof order>;
export type WooRefund = z.infer<typeof refund>;
export type WooLineItem = WooOrder['line_items'][number];
