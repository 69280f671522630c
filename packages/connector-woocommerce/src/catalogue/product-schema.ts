import { z } from 'zod';
import { decimal } from '../amounts';

const price = decimal.catch('');
const text = z.string().catch('');

/** What products and variations have in common (`wc/v3`, 10.0.2), no more than is used. */
const sellable = {
  id: z.number(),
  name: text,
  description: text,
  permalink: text,
  sku: text,
  /** GTIN, UPC, EAN or ISBN; from 9.2 on. */
  global_unique_id: text,
  price,
  regular_price: price,
  sale_price: price,
  date_on_sale_from_gmt: z.string().nullish(),
  date_on_sale_to_gmt: z.string().nullish(),
  status: text,
  purchasable: z.boolean().catch(true),
  virtual: z.boolean().catch(false),
  downloadable: z.boolean().catch(false),
  /** `"parent"` on a variation whose stock is its parent's. */
  manage_stock: z.union([z.boolean(), z.string()]).catch(false),
  stock_quantity: z.coerce.number().nullable().catch(null),
  stock_status: text,
  low_stock_amount: z.coerce.number().nullable().catch(null),
  backorders_allowed: z.boolean().catch(false),
  weight: decimal.catch(''),
  dimensions: z
    .object({ length: decimal.catch(''), width: decimal.catch(''), height: decimal.catch('') })
    .catch({ length: '', width: '', height: '' }),
  date_modified_gmt: z.string().nullish(),
  parent_id: z.number().catch(0),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]),
};

const picture = z.object({ src: text });
const named = z.array(z.object({ name: z.string() })).catch([]);
const terms = z.array(z.object({ id: z.number(), name: z.string() })).catch([]);

export const variation = z.object({
  ...sellable,
  image: picture.nullish(),
  attributes: z.array(z.object({ name: text, slug: text, option: text })).catch([]),
});

export const product = z.object({
  ...sellable,
  type: text,
  short_description: text,
  catalog_visibility: text,
  categories: terms,
  /** In core from 9.6 on. */
  brands: named,
  images: z.array(picture).catch([]),
  attributes: z
    .array(
      z.object({
        name: text,
        slug: text,
        variation: z.boolean().catch(false),
        visible: z.boolean().catch(false),
        options: z.array(z.string()).catch([]),
        // `products/{id of a variation}` answers like a variation.
        option: z.string().optional(),
      }),
    )
    .catch([]),
  image: picture.nullish(),
  variations: z.array(z.number()).catch([]),
});

export type WooProduct = z.infer<typeof product>;
export type WooVariation = z.infer<typeof variation>;
