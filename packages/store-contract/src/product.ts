import { z } from 'zod';
import { stock, variantOption } from './item';
import {
  currencyCode,
  identifier,
  itemIdentifier,
  minorUnits,
  nextCursor,
  pageSize,
  shortText,
  timestamp,
} from './primitives';
import { contractRegistry } from './registry';

/** What can be bought; a product without choices has one variant. */
export const variant = z
  .object({
    id: itemIdentifier,
    title: shortText,
    sku: shortText.optional(),
    gtin: z
      .string()
      .regex(/^(\d{8}|\d{12,14})$/)
      .optional(),
    mpn: shortText.optional(),
    price: minorUnits.describe('As the store shows it, before any sale'),
    sale_price: minorUnits.optional().describe('Below the price, and what the buyer pays now'),
    stock,
    options: z.array(variantOption),
    image_urls: z.array(z.url()),
    requires_shipping: z.boolean(),
    url: z.url().optional(),
  })
  .register(contractRegistry, { id: 'Variant' });

export const product = z
  .object({
    id: identifier,
    title: shortText,
    description: z.string().max(5000).describe('Plain text'),
    url: z.url(),
    brand: shortText.optional(),
    categories: z.array(shortText).describe('From wide to narrow'),
    image_urls: z.array(z.url()),
    currency: currencyCode,
    updated_at: timestamp.describe('Moves when price, stock or text of the product or a variant changes'),
    variants: z.array(variant).min(1),
  })
  .register(contractRegistry, { id: 'Product' });

/** `ids` (variant ids, comma-separated) answers the products they belong to, without paging. */
export const productQuery = z.object({
  ids: z.string().min(1).max(8000).optional().describe('Variant ids, comma-separated, at most 100'),
  updated_since: timestamp.optional(),
  cursor: z.string().max(500).optional(),
  limit: pageSize,
});

export const productPage = z
  .object({
    items: z.array(product),
    deleted_ids: z
      .array(identifier)
      .describe('Products gone since `updated_since`; stands on the first page'),
    next_cursor: nextCursor,
  })
  .register(contractRegistry, { id: 'ProductPage' });

export type WireVariant = z.infer<typeof variant>;
export type WireProduct = z.infer<typeof product>;
export type ProductQuery = z.infer<typeof productQuery>;
export type ProductPage = z.infer<typeof productPage>;
