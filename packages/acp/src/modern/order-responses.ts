import { z } from 'zod';
import { amount, dateTime, plainOrder, uri } from '../common/wire/response-parts';
import { addressWithCompany } from './option-responses';
import { estimatedDelivery, support, totalTypes } from './response-parts';

const orderTotal = z.strictObject({
  type: z.enum([...totalTypes, 'amount_refunded']),
  display_text: z.string(),
  amount,
});

const lineReferences = z.array(z.strictObject({ id: z.string(), quantity: z.int().min(1) }));

const orderLineItem = z.strictObject({
  id: z.string(),
  title: z.string(),
  product_id: z.string().optional(),
  description: z.string().optional(),
  image_url: uri.optional(),
  url: uri.optional(),
  quantity: z.strictObject({
    ordered: z.int().min(1),
    current: z.int().min(0),
    fulfilled: z.int().min(0),
  }),
  unit_price: amount.optional(),
  subtotal: amount.optional(),
  totals: z.array(orderTotal).optional(),
  status: z.enum(['processing', 'partial', 'fulfilled', 'removed']).optional(),
});

const fulfillment = z.strictObject({
  id: z.string(),
  type: z.enum(['shipping', 'pickup', 'digital']),
  status: z.string(),
  line_items: lineReferences,
  description: z.string().optional(),
  carrier: z.string().optional(),
  tracking_number: z.string().optional(),
  tracking_url: uri.optional(),
  destination: addressWithCompany.optional(),
  estimated_delivery: estimatedDelivery.optional(),
  digital_delivery: z
    .strictObject({
      access_url: uri.optional(),
      license_key: z.string().optional(),
      expires_at: dateTime.optional(),
    })
    .optional(),
  events: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      occurred_at: dateTime,
      description: z.string().optional(),
      location: z.string().optional(),
    }),
  ),
});

const adjustment = z.strictObject({
  id: z.string(),
  type: z.enum(['refund', 'credit', 'return', 'exchange', 'price_adjustment', 'cancellation', 'dispute']),
  occurred_at: dateTime,
  status: z.enum(['pending', 'completed', 'failed']),
  line_items: lineReferences,
  amount: amount.optional(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  description: z.string().optional(),
  reason: z.string().optional(),
});

/** An order as a completed session names it. */
export const sessionOrderSchema = plainOrder.extend({
  type: z.literal('order').optional(),
  order_number: z.string().optional(),
  client_reference_id: z.string().optional(),
  status: z
    .enum(['created', 'manual_review', 'confirmed', 'processing', 'shipped', 'completed', 'canceled'])
    .optional(),
  estimated_delivery: estimatedDelivery.optional(),
  confirmation: z
    .strictObject({
      confirmation_number: z.string().optional(),
      confirmation_email_sent: z.boolean().optional(),
      receipt_url: uri.optional(),
      order_notes: z.string().optional(),
    })
    .optional(),
  support: support.optional(),
  line_items: z.array(orderLineItem).optional(),
  fulfillments: z.array(fulfillment).optional(),
  adjustments: z.array(adjustment).optional(),
  totals: z.array(orderTotal).optional(),
});

/** The whole order, as webhooks and `GET /orders/{id}` carry it. */
export const orderSchema = sessionOrderSchema.required({
  type: true,
  status: true,
  line_items: true,
  fulfillments: true,
  adjustments: true,
  totals: true,
});

export type OrderResponse = z.infer<typeof orderSchema>;

export const orderEventSchema = z.strictObject({
  type: z.enum(['order_create', 'order_update', 'order_created', 'order_updated']),
  data: orderSchema,
});
