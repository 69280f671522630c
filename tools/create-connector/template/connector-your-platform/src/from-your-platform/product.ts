import { currency, itemId, money, parseDecimal } from '@acp-hub/commerce';
import type { Page, Product, Variant } from '@acp-hub/connector';
import { z } from 'zod';

/** As much of a product as the hub needs. */
const productSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  url: z.string(),
  currency: z.string(),
  updated_at: z.string(),
  variants: z.array(
    z.object({
      id: z.string(),
      price: z.string(),
      stock: z.number(),
      digital: z.boolean(),
      options: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

const pageSchema = z.object({ products: z.array(productSchema), next_cursor: z.string().optional() });

type WireProduct = z.infer<typeof productSchema>;

function readVariant(variant: WireProduct['variants'][number], product: WireProduct): Variant {
  const code = currency(product.currency);
  return {
    id: itemId(variant.id),
    productId: product.id,
    title: product.title,
    price: money(parseDecimal(variant.price, code), code),
    stock: { status: variant.stock > 0 ? 'in_stock' : 'out_of_stock', available: variant.stock },
    options: variant.options,
    imageUrls: [],
    requiresShipping: !variant.digital,
  };
}

const readProduct = (product: WireProduct): Product => ({
  id: product.id,
  title: product.title,
  description: product.description,
  url: product.url,
  categories: [],
  imageUrls: [],
  updatedAt: product.updated_at,
  variants: product.variants.map((variant) => readVariant(variant, product)),
});

/** @throws ZodError, RangeError where the page is not one of products. */
export function readProductPage(body: unknown): Page<Product> {
  const { products, next_cursor } = pageSchema.parse(body);
  return {
    items: products.map(readProduct),
    ...(next_cursor !== undefined && { nextCursor: next_cursor }),
  };
}
