import { z } from 'zod';

/** Minor units of the shop's decimals, as text. */
const minor = z.union([z.string(), z.number()]);

const rate = z.object({
  rate_id: z.string(),
  name: z.string(),
  description: z.string().catch(''),
  price: minor,
  taxes: minor.catch('0'),
  instance_id: z.union([z.number(), z.string()]).catch(''),
  method_id: z.string().catch(''),
  selected: z.boolean(),
});

const shippingPackage = z.object({
  package_id: z.union([z.number(), z.string()]),
  name: z.string().catch(''),
  items: z.array(z.object({ key: z.string() })).catch([]),
  shipping_rates: z.array(rate),
});

const item = z.object({
  key: z.string(),
  id: z.number(),
  quantity: z.coerce.number(),
  quantity_limits: z.object({ maximum: z.coerce.number() }).optional(),
  name: z.string(),
  sku: z.string().catch(''),
  low_stock_remaining: z.number().nullish(),
  show_backorder_badge: z.boolean().catch(false),
  permalink: z.string().catch(''),
  images: z.array(z.object({ src: z.string() })).catch([]),
  variation: z.array(z.object({ attribute: z.string(), value: z.string() })).catch([]),
  prices: z.object({ price: minor }),
  totals: z.object({
    line_subtotal: minor,
    line_subtotal_tax: minor,
    line_total: minor,
    line_total_tax: minor,
  }),
});

const address = z.object({ state: z.string().catch(''), country: z.string().catch('') });

/** A cart as the Store API shows it (10.0.2), no more than is used. */
export const cart = z.object({
  items: z.array(item),
  coupons: z.array(
    z.object({
      code: z.string(),
      discount_type: z.string().catch(''),
      totals: z.object({ total_discount: minor, total_discount_tax: minor.catch('0') }),
    }),
  ),
  fees: z
    .array(z.object({ name: z.string(), totals: z.object({ total: minor, total_tax: minor.catch('0') }) }))
    .catch([]),
  totals: z.object({
    total_shipping: minor.nullable(),
    total_shipping_tax: minor.nullable(),
    total_price: minor,
    currency_code: z.string(),
    currency_minor_unit: z.coerce.number(),
  }),
  shipping_address: address,
  needs_shipping: z.boolean(),
  shipping_rates: z.array(shippingPackage),
  errors: z.array(z.object({ code: z.string(), message: z.string() })).catch([]),
});

export type Cart = z.infer<typeof cart>;
export type CartItem = Cart['items'][number];
export type CartPackage = Cart['shipping_rates'][number];
export type CartRate = CartPackage['shipping_rates'][number];
