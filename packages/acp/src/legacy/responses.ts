import { z } from 'zod';
import {
  address,
  amount,
  dateTime,
  email,
  lineDescription,
  messageContent,
  plainOrder,
} from '../common/wire/response-parts';

/** What the versions up to 2026-01-16 share. */
export const legacyBuyer = z.strictObject({
  first_name: z.string(),
  last_name: z.string(),
  email,
  phone_number: z.string().optional(),
});

export const legacyLineItem = z.strictObject({
  id: z.string(),
  item: z.strictObject({ id: z.string(), quantity: z.int().min(1) }),
  base_amount: amount,
  discount: amount,
  subtotal: amount,
  tax: amount,
  total: amount,
});

/** From 2025-12-12 on a line describes itself. */
export const describedLineItem = legacyLineItem.extend(lineDescription);

export const legacyTotal = z.strictObject({
  type: z.enum([
    'items_base_amount',
    'items_discount',
    'subtotal',
    'discount',
    'fulfillment',
    'tax',
    'fee',
    'total',
  ]),
  display_text: z.string(),
  amount,
  /** From 2025-12-12 on. */
  description: z.string().optional(),
});

const optionHead = { id: z.string(), title: z.string() };
const shippingTimes = {
  carrier: z.string().optional(),
  earliest_delivery_time: dateTime.optional(),
  latest_delivery_time: dateTime.optional(),
};
const optionAmounts = { subtitle: z.string().optional(), subtotal: amount, tax: amount, total: amount };
const optionTotals = { description: z.string().optional(), totals: z.array(legacyTotal) };

/** Options whose price is three amounts, up to 2025-12-12. */
export const pricedOption = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shipping'), ...optionHead, ...shippingTimes, ...optionAmounts }),
  z.strictObject({ type: z.literal('digital'), ...optionHead, ...optionAmounts }),
]);

/** Options whose price is a list of totals, in 2026-01-16. */
export const itemisedOption = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shipping'), ...optionHead, ...shippingTimes, ...optionTotals }),
  z.strictObject({ type: z.literal('digital'), ...optionHead, ...optionTotals }),
]);

export const legacyMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('info'), ...messageContent }),
  z.strictObject({
    type: z.literal('error'),
    code: z.enum([
      'missing',
      'invalid',
      'out_of_stock',
      'payment_declined',
      'requires_sign_in',
      'requires_3ds',
    ]),
    ...messageContent,
  }),
]);

const nestedSelection = z.strictObject({ option_id: z.string(), item_ids: z.array(z.string()) });

/** Chosen options under their type, in 2025-12-12 and 2026-01-16. */
export const nestedSelectedOption = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shipping'), shipping: nestedSelection }),
  z.strictObject({ type: z.literal('digital'), digital: nestedSelection }),
]);

export const cardMethod = z.strictObject({
  type: z.literal('card'),
  supported_card_networks: z.array(z.enum(['amex', 'discover', 'mastercard', 'visa'])),
});

export const legacyFulfillmentDetails = z.strictObject({
  name: z.string().optional(),
  phone_number: z.string().optional(),
  email: email.optional(),
  address: address.optional(),
});

export const legacySession = z.strictObject({
  id: z.string(),
  buyer: legacyBuyer.optional(),
  status: z.enum(['not_ready_for_payment', 'ready_for_payment', 'completed', 'canceled', 'in_progress']),
  currency: z.string(),
  totals: z.array(legacyTotal),
  messages: z.array(legacyMessage),
  order: plainOrder.optional(),
});
