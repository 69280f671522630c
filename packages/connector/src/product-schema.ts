import {
  conditions,
  itemId,
  lengthUnits,
  parseCurrency,
  weightUnits,
  type Currency,
  type Product,
  type Variant,
} from '@acp-hub/commerce';
import { z } from 'zod';

const text = z.string().min(1);
const instant = z.iso.datetime({ offset: true });
const measure = z.number().min(0);

const currencyCode = z
  .string()
  .refine((code) => parseCurrency(code) === code, 'is not an ISO 4217 currency code in upper case')
  .transform((code) => code as Currency);

const moneySchema = z.object({ amount: z.int().min(0), currency: currencyCode });

const attributeSchema = z.object({ name: text, value: z.string() });

const variantSchema: z.ZodType<Variant> = z.object({
  id: text.transform(itemId),
  productId: text,
  title: z.string(),
  description: z.string().exactOptional(),
  sku: text.exactOptional(),
  gtin: text.exactOptional(),
  mpn: text.exactOptional(),
  price: moneySchema,
  salePrice: moneySchema.exactOptional(),
  salePriceFrom: instant.exactOptional(),
  salePriceUntil: instant.exactOptional(),
  stock: z.object({
    status: z.enum(['in_stock', 'low_stock', 'out_of_stock', 'backorder', 'pre_order']),
    available: z.int().exactOptional(),
  }),
  availableFrom: instant.exactOptional(),
  options: z.array(attributeSchema),
  attributes: z.array(attributeSchema).exactOptional(),
  condition: z.enum(conditions).exactOptional(),
  weight: z.object({ value: measure, unit: z.enum(weightUnits) }).exactOptional(),
  dimensions: z
    .object({
      length: measure.exactOptional(),
      width: measure.exactOptional(),
      height: measure.exactOptional(),
      unit: z.enum(lengthUnits),
    })
    .exactOptional(),
  imageUrls: z.array(z.string()),
  requiresShipping: z.boolean(),
  isDigital: z.boolean().exactOptional(),
  url: z.string().exactOptional(),
});

/**
 * A product in JSON: what a connector hands over, and what is stored and read again. It asks for what the hub itself
 * cannot do without, and leaves to each feed what that feed demands: a missing picture is no reason to lose a product.
 * A member the catalogue does not know is dropped.
 */
export const productSchema: z.ZodType<Product> = z.object({
  id: text,
  title: z.string(),
  description: z.string(),
  url: z.string(),
  brand: z.string().exactOptional(),
  categories: z.array(text),
  furtherCategories: z.array(z.array(text)).exactOptional(),
  imageUrls: z.array(z.string()),
  language: text.exactOptional(),
  attributes: z.array(attributeSchema).exactOptional(),
  updatedAt: instant,
  variants: z.array(variantSchema).min(1),
});
