import type { Product } from '@acp-hub/commerce';
import type { WireProduct } from '@acp-hub/store-contract';

/** A product in the words of the store contract. */
export const wireProduct = (product: Product): WireProduct => ({
  id: product.id,
  title: product.title,
  description: product.description,
  url: product.url,
  ...(product.brand !== undefined && { brand: product.brand }),
  categories: [...product.categories],
  image_urls: [...product.imageUrls],
  currency: 'USD',
  language: 'en',
  attributes: [...(product.attributes ?? [])],
  updated_at: product.updatedAt,
  variants: product.variants.map((variant) => ({
    id: variant.id,
    title: variant.title,
    ...(variant.sku !== undefined && { sku: variant.sku }),
    ...(variant.gtin !== undefined && { gtin: variant.gtin }),
    price: variant.price.amount,
    ...(variant.salePrice !== undefined && { sale_price: variant.salePrice.amount }),
    stock: variant.stock,
    options: [...variant.options],
    condition: 'new',
    image_urls: [...variant.imageUrls],
    requires_shipping: variant.requiresShipping,
    ...(variant.url !== undefined && { url: variant.url }),
  })),
});
