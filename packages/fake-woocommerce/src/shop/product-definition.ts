import { z } from 'zod';

/** Decimal strings, as a merchant types them; '' for none. */
export const amount = z.string().regex(/^(\d+(\.\d+)?)?$/);

/** GMT, whole seconds. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);

/** The category of what is put into none. */
export const UNCATEGORIZED = 15;

const metaSchema = z.strictObject({ key: z.string(), value: z.json() });

const sellable = {
  id: z.number().int().positive(),
  sku: z.string().default(''),
  global_unique_id: z.string().default(''),
  regular_price: amount.default(''),
  sale_price: amount.default(''),
  /** The shop's own time. */
  date_on_sale_from: instant.nullable().default(null),
  date_on_sale_to: instant.nullable().default(null),
  status: z.enum(['publish', 'draft', 'private', 'pending']).default('publish'),
  virtual: z.boolean().default(false),
  downloadable: z.boolean().default(false),
  tax_status: z.enum(['taxable', 'shipping', 'none']).default('taxable'),
  /** '' for the standard class, else a slug. */
  tax_class: z.string().default(''),
  /** How many are left; `undefined` where the shop does not count. */
  stock: z.number().int().optional(),
  /** Where stock is not counted. */
  stock_status: z.enum(['instock', 'outofstock', 'onbackorder']).default('instock'),
  backorders: z.enum(['no', 'notify', 'yes']).default('no'),
  weight: z.string().default(''),
  description: z.string().default(''),
  /** Where absent, the time the shop was set up. */
  created: instant.optional(),
  modified: instant.optional(),
  image: z.string().optional(),
  meta: z.array(metaSchema).default([]),
};

export const variationSchema = z.strictObject({
  ...sellable,
  /** Option by attribute's name; what is left out can be any. */
  options: z.record(z.string(), z.string()).default({}),
});

export const productSchema = z.strictObject({
  ...sellable,
  name: z.string(),
  slug: z.string().optional(),
  short_description: z.string().default(''),
  type: z.enum(['simple', 'variable', 'grouped', 'external']).default('simple'),
  sold_individually: z.boolean().default(false),
  catalog_visibility: z.enum(['visible', 'catalog', 'search', 'hidden']).default('visible'),
  brands: z.array(z.string()).default([]),
  /** By their ids. */
  categories: z.array(z.number().int()).min(1).default([UNCATEGORIZED]),
  /** Of a variable product: names to options; those the shop knows as `attributes` are global. */
  attributes: z.record(z.string(), z.array(z.string())).default({}),
  variations: z.array(variationSchema).default([]),
});

export const couponSchema = z.strictObject({
  id: z.number().int().positive(),
  code: z.string(),
  discount_type: z.enum(['percent', 'fixed_cart', 'fixed_product']),
  amount,
  /** The shop's own time. */
  date_expires: instant.nullable().default(null),
  usage_limit: z.number().int().nullable().default(null),
  minimum_amount: amount.default('0.00'),
  maximum_amount: amount.default('0.00'),
  free_shipping: z.boolean().default(false),
  individual_use: z.boolean().default(false),
  exclude_sale_items: z.boolean().default(false),
  product_ids: z.array(z.number()).default([]),
  description: z.string().default(''),
  created: instant.optional(),
});

export type ProductDefinition = z.output<typeof productSchema>;

export type VariationDefinition = z.output<typeof variationSchema>;

export type CouponDefinition = z.output<typeof couponSchema>;
