import { z } from 'zod';
import { address } from './address';
import { buyer, consent } from './buyer';
import { appliedDiscount } from './coupon';
import { fulfillmentOption } from './fulfillment';
import { itemDetails } from './item';
import { payment } from './payment';
import {
  currencyCode,
  identifier,
  minorUnits,
  nextCursor,
  pageSize,
  quantity,
  shortText,
  timestamp,
} from './primitives';
import { fee, lineAmounts } from './quote';
import { refund } from './refund';
import { contractRegistry } from './registry';
import { shipment } from './shipment';
import { totals } from './totals';

export const orderRequest = z
  .object({
    quote_id: identifier,
    expected_total: minorUnits.describe('The sum the buyer accepted; any other answers `price_changed`'),
    session_id: identifier.describe('The hub’s checkout session'),
    buyer,
    shipping: address.optional(),
    billing: address.optional(),
    note: z.string().max(5000).optional(),
    consents: z.array(consent).max(50),
  })
  .register(contractRegistry, { id: 'OrderRequest' });

export const orderStatus = z.enum([
  'awaiting_payment',
  'manual_review',
  'confirmed',
  'processing',
  'shipped',
  'completed',
  'canceled',
]);

export const orderLine = z
  .object({
    item: itemDetails,
    quantity: quantity.describe('Units in the order now'),
    ...lineAmounts,
    requires_shipping: z.boolean(),
  })
  .register(contractRegistry, { id: 'OrderLine' });

export const order = z
  .object({
    id: identifier,
    number: shortText.describe('What the customer sees'),
    version: z.int().min(1).describe('Increases with every change of the order'),
    session_id: identifier,
    status: orderStatus,
    held_until: timestamp.optional().describe('While awaiting payment: when the store lets go of it'),
    cancel_reason: z.string().max(500).optional(),
    currency: currencyCode,
    prices_include_tax: z.boolean(),
    lines: z.array(orderLine),
    option: fulfillmentOption.optional(),
    discounts: z.array(appliedDiscount),
    fees: z.array(fee),
    totals,
    payment: payment.optional(),
    buyer,
    shipping: address.optional(),
    billing: address.optional(),
    note: z.string().max(5000).optional(),
    consents: z.array(consent),
    shipments: z.array(shipment),
    refunds: z.array(refund),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(contractRegistry, { id: 'Order' });

/** The reason a store gives for an order nobody paid in time. */
export const HOLD_EXPIRED = 'hold_expired';

export const cancelRequest = z
  .object({ reason: z.string().max(500) })
  .register(contractRegistry, { id: 'CancelRequest' });

/** Exactly one of: `idempotency_key`; `number` with `email`; `updated_since`, with a cursor from page two on. */
export const orderQuery = z.object({
  idempotency_key: z.string().min(1).max(255).optional(),
  number: z.string().min(1).max(300).optional(),
  email: z.string().min(1).max(254).optional(),
  updated_since: timestamp.optional(),
  cursor: z.string().max(500).optional(),
  limit: pageSize,
});

/** Least recently changed first, so that an order changed while paging comes again and is never missed. */
export const orderPage = z
  .object({ items: z.array(order), next_cursor: nextCursor })
  .register(contractRegistry, { id: 'OrderPage' });

/** What `POST /orders/{id}/refunds` answers: the refund just written, and the order with it. */
export const refundResult = z.object({ refund, order }).register(contractRegistry, { id: 'RefundResult' });

export type OrderRequest = z.infer<typeof orderRequest>;
export type WireOrder = z.infer<typeof order>;
export type WireOrderLine = z.infer<typeof orderLine>;
export type WireOrderStatus = z.infer<typeof orderStatus>;
export type CancelRequest = z.infer<typeof cancelRequest>;
export type OrderQuery = z.infer<typeof orderQuery>;
export type OrderPage = z.infer<typeof orderPage>;
export type RefundResult = z.infer<typeof refundResult>;
