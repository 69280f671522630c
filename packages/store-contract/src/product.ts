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

const attribute = z
  .object({ name: shortText, value: shortText })
  .register(contractRegistry, { id: 'Attribute' });

const attributes = z
  .array(attribute)
  .optional()
  .describe('Whatever else is known, e.g. material or gender; agents search by it');

const measure = z.number().min(0);

const weight = z
  .object({ value: measure, unit: z.enum(['g', 'kg', 'oz', 'lb']) })
  .register(contractRegistry, { id: 'Weight' });

const dimensions = z
  .object({
    length: measure.optional(),
    width: measure.optional(),
    height: measure.optional(),
    unit: z.enum(['mm', 'cm', 'm', 'in', 'ft']),
  })
  .register(contractRegistry, { id: 'Dimensions' });

/** What can be bought; a product without choices has one variant. */
export const variant = z
  .object({
    id: itemIdentifier,
    title: shortText,
    description: z.string().max(5000).optional().describe('Plain text, where it differs from the product’s'),
    sku: shortText.optional(),
    gtin: z
      .string()
      .regex(/^(\d{8}|\d{12,14})$/)
      .optional(),
    mpn: shortText.optional(),
    price: minorUnits.describe('As the store shows it, before any sale'),
    sale_price: minorUnits.optional().describe('Below the price, and what the buyer pays now'),
    sale_price_from: timestamp.optional(),
    sale_price_until: timestamp.optional(),
    stock,
    available_from: timestamp.optional().describe('When what is not in stock will be there'),
    options: z.array(variantOption),
    attributes,
    condition: z.enum(['new', 'refurbished', 'used']).optional(),
    weight: weight.optional(),
    dimensions: dimensions.optional(),
    image_urls: z.array(z.url()),
    requires_shipping: z.boolean(),
    is_digital: z.boolean().optional().describe('A download or licence, never shipped'),
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
    further_categories: z
      .array(z.array(shortText))
      .optional()
      .describe('Paths of other categories the product stands in'),
    image_urls: z.array(z.url()),
    currency: currencyCode,
    language: shortText.optional().describe('BCP 47 tag of the language of the texts, e.g. de'),
    attributes,
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
