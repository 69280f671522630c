import { z } from 'zod';
import { amount, instant, productSchema, couponSchema } from './product-definition';

export const taxRateSchema = z.strictObject({
  id: z.number().int(),
  country: z.string().default(''),
  state: z.string().default(''),
  postcodes: z.array(z.string()).default([]),
  cities: z.array(z.string()).default([]),
  rate: z.string(),
  name: z.string(),
  priority: z.number().int().default(1),
  compound: z.boolean().default(false),
  shipping: z.boolean().default(false),
  order: z.number().int().default(1),
  class: z.string().default('standard'),
});

const methodSchema = z.strictObject({
  instance_id: z.number().int(),
  method_id: z.enum(['flat_rate', 'free_shipping', 'local_pickup']),
  title: z.string(),
  enabled: z.boolean().default(true),
  cost: amount.default(''),
  tax_status: z.enum(['taxable', 'none']).default('taxable'),
  /** Of free shipping. */
  requires: z.enum(['', 'min_amount', 'coupon', 'either', 'both']).default(''),
  min_amount: amount.default(''),
  ignore_discounts: z.enum(['yes', 'no']).default('no'),
});

export const zoneSchema = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  order: z.number().int().default(0),
  locations: z
    .array(z.strictObject({ code: z.string(), type: z.enum(['country', 'state', 'postcode', 'continent']) }))
    .default([]),
  methods: z.array(methodSchema).default([]),
});

const gatewaySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  enabled: z.boolean().default(true),
  supports: z.array(z.string()).default(['products']),
});

const feeSchema = z.strictObject({
  name: z.string(),
  amount: z.string(),
  taxable: z.boolean().default(false),
});

/** What makes a shop unlike a fresh WooCommerce. */
export const quirksSchema = z.strictObject({
  /** Adds these to every cart that holds anything, as some plugins do. */
  fees: z.array(feeSchema).default([]),
  /** REST answers of products carry prices as numbers, as some plugins make them. */
  pricesAsNumbers: z.boolean().default(false),
  /** No pretty permalinks: `/wp-json/` is a web page, only `/index.php?rest_route=` is the API. */
  plainPermalinks: z.boolean().default(false),
  /** X-Forwarded-Proto is believed, so that Basic works behind a proxy that ends TLS. */
  trustsForwardedProto: z.boolean().default(true),
  /** Pending orders over the REST API hold stock, as stock plugins do. */
  pendingOrdersHoldStock: z.boolean().default(false),
  /** A new order comes out dearer than its cart by so many smallest units, or cheaper, as some plugins make it. */
  ordersOffBy: z.number().int().default(0),
});

export const shopSchema = z.strictObject({
  name: z.string(),
  version: z.string().default('10.0.2'),
  wordpress: z.string().default('6.8.8'),
  timezone: z.string().default('UTC'),
  /** When the shop was set up; dates of what says none. */
  opened: instant,
  settings: z.record(z.string(), z.string()).default({}),
  keys: z
    .array(
      z.strictObject({
        consumer_key: z.string(),
        consumer_secret: z.string(),
        permissions: z.enum(['read', 'write', 'read_write']),
      }),
    )
    .min(1),
  /** Of the next product, order or refund; above every id of the definition. */
  next_id: z.number().int().positive(),
  next_order_item_id: z.number().int().positive().default(1),
  next_note_id: z.number().int().positive().default(1),
  /** Global attributes. */
  attributes: z
    .array(
      z.strictObject({
        id: z.number().int(),
        name: z.string(),
        slug: z.string(),
        terms: z.array(z.strictObject({ id: z.number().int(), name: z.string(), slug: z.string() })),
      }),
    )
    .default([]),
  /** Beside `Uncategorized`. */
  categories: z
    .array(
      z.strictObject({
        id: z.number().int(),
        name: z.string(),
        slug: z.string(),
        parent: z.number().int().default(0),
      }),
    )
    .default([]),
  tax_classes: z.array(z.strictObject({ slug: z.string(), name: z.string() })).default([
    { slug: 'standard', name: 'Standard rate' },
    { slug: 'reduced-rate', name: 'Reduced rate' },
    { slug: 'zero-rate', name: 'Zero rate' },
  ]),
  tax_rates: z.array(taxRateSchema).default([]),
  zones: z.array(zoneSchema).default([]),
  coupons: z.array(couponSchema).default([]),
  gateways: z.array(gatewaySchema).default([
    { id: 'bacs', title: 'Direct bank transfer', enabled: true, supports: ['products'] },
    { id: 'cheque', title: 'Check payments', enabled: true, supports: ['products'] },
    { id: 'cod', title: 'Cash on delivery', enabled: true, supports: ['products'] },
  ]),
  /** The companion plugin, where it is installed. */
  companion: z
    .strictObject({ enabled: z.boolean().default(true), secret: z.string(), events: z.string().default('') })
    .optional(),
  /** The plugin that keeps parcels, where one is installed: WooCommerce Shipment Tracking, or Advanced Shipment Tracking. */
  tracking: z.enum(['shipment-tracking', 'ast']).optional(),
  products: z.array(productSchema).default([]),
  quirks: quirksSchema.prefault({}),
});

/** A shop as its merchant would set it up: what a test or `npm start` hands to the fake. */
export type ShopDefinition = z.input<typeof shopSchema>;

export type Shop = z.output<typeof shopSchema>;

export type ZoneDefinition = z.output<typeof zoneSchema>;

export type ShippingMethod = ZoneDefinition['methods'][number];
