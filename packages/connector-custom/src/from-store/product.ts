import { currency, itemId, money } from '@acp-hub/commerce';
import type { Product, Variant } from '@acp-hub/connector';
import type { WireProduct, WireVariant } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { readStock } from './item';

function readVariant(variant: WireVariant, product: WireProduct): Variant {
  const priced = (amount: number) => money(amount, currency(product.currency));
  return defined({
    id: itemId(variant.id),
    productId: product.id,
    title: variant.title,
    sku: variant.sku,
    gtin: variant.gtin,
    mpn: variant.mpn,
    price: priced(variant.price),
    salePrice: variant.sale_price === undefined ? undefined : priced(variant.sale_price),
    stock: readStock(variant.stock),
    options: variant.options,
    imageUrls: variant.image_urls,
    requiresShipping: variant.requires_shipping,
    url: variant.url,
  });
}

export const readProduct = (product: WireProduct): Product =>
  defined({
    id: product.id,
    title: product.title,
    description: product.description,
    url: product.url,
    brand: product.brand,
    categories: product.categories,
    imageUrls: product.image_urls,
    updatedAt: product.updated_at,
    variants: product.variants.map((variant) => readVariant(variant, product)),
  });
