import { currency, itemId, money, type Dimensions, type Product, type Variant } from '@acp-hub/commerce';
import type { WireProduct, WireVariant } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { readStock } from './item';

const readDimensions = ({
  length,
  width,
  height,
  unit,
}: NonNullable<WireVariant['dimensions']>): Dimensions => defined({ length, width, height, unit });

function readVariant(variant: WireVariant, product: WireProduct): Variant {
  const priced = (amount: number) => money(amount, currency(product.currency));
  return defined({
    id: itemId(variant.id),
    productId: product.id,
    title: variant.title,
    description: variant.description,
    sku: variant.sku,
    gtin: variant.gtin,
    mpn: variant.mpn,
    price: priced(variant.price),
    salePrice: variant.sale_price === undefined ? undefined : priced(variant.sale_price),
    salePriceFrom: variant.sale_price_from,
    salePriceUntil: variant.sale_price_until,
    stock: readStock(variant.stock),
    availableFrom: variant.available_from,
    options: variant.options,
    attributes: variant.attributes,
    condition: variant.condition,
    weight: variant.weight,
    dimensions: variant.dimensions && readDimensions(variant.dimensions),
    imageUrls: variant.image_urls,
    requiresShipping: variant.requires_shipping,
    isDigital: variant.is_digital,
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
    furtherCategories: product.further_categories,
    imageUrls: product.image_urls,
    language: product.language,
    attributes: product.attributes,
    updatedAt: product.updated_at,
    variants: product.variants.map((variant) => readVariant(variant, product)),
  });
