import { currency, itemId, money, parseDecimal } from '@acp-hub/commerce';
import type { LeftOut, Page, Product, Variant } from '@acp-hub/connector';
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
type WireVariant = WireProduct['variants'][number];

/** The platform shows what is to be asked for, too. */
const hasPrice = ({ price }: WireVariant): boolean => price !== '';

/** What cannot be sold is told, so that the merchant learns why and the hub does not take it for gone. */
function leftOutOf({ id, title, variants }: WireProduct): LeftOut[] {
  const why = 'it has no price';
  if (!variants.some(hasPrice)) return [{ id, title, why }];
  return variants
    .filter((variant) => !hasPrice(variant))
    .map((variant) => ({ id: variant.id, productId: id, title, why }));
}

function readVariant(variant: WireVariant, product: WireProduct): Variant {
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
  variants: product.variants.filter(hasPrice).map((variant) => readVariant(variant, product)),
});

/** @throws ZodError, RangeError where the page is not one of products. */
export function readProductPage(body: unknown): Page<Product> {
  const { products, next_cursor } = pageSchema.parse(body);
  return {
    items: products.filter(({ variants }) => variants.some(hasPrice)).map(readProduct),
    leftOut: products.flatMap(leftOutOf),
    ...(next_cursor !== undefined && { nextCursor: next_cursor }),
  };
}
