import { fromGmt, fromLocal } from '../core/shop-time';
import type { ProductDefinition, VariationDefinition } from '../shop/product-definition';
import type { Shop } from '../shop/definition';
import type { ChosenAttribute, Coupon, ParentAttribute, Product, StockStatus } from './records/catalogue';
import { slugOf } from './slug';

/** The products of a definition as the books hold them, variations after their product. */
export function productsOf(shop: Shop, nextMeta: () => number): readonly Product[] {
  return shop.products.flatMap((product) => {
    const attributes = parentAttributes(shop, product);
    const parent: Product = {
      ...shared(shop, product, nextMeta),
      parentId: 0,
      type: product.type,
      name: product.name,
      slug: product.slug ?? slugOf(product.name),
      shortDescription: product.short_description,
      soldIndividually: product.sold_individually,
      visibility: product.catalog_visibility,
      brands: product.brands,
      categories: product.categories,
      attributes,
      chosen: [],
    };
    return [parent, ...product.variations.map((variation) => variationOf(shop, parent, variation, nextMeta))];
  });
}

function parentAttributes(shop: Shop, product: ProductDefinition): readonly ParentAttribute[] {
  return Object.entries(product.attributes).map(([name, options]) => {
    const global = shop.attributes.find((attribute) => attribute.name === name);
    return {
      id: global?.id ?? 0,
      name,
      slug: global?.slug ?? name,
      visible: true,
      variation: product.type === 'variable',
      options,
    };
  });
}

function variationOf(
  shop: Shop,
  parent: Product,
  variation: VariationDefinition,
  nextMeta: () => number,
): Product {
  const chosen = chosenOf(parent.attributes, variation.options);
  return {
    ...shared(shop, variation, nextMeta),
    parentId: parent.id,
    type: 'variation',
    name: variationName(parent.name, chosen),
    slug: slugOf(variationName(parent.name, chosen)),
    shortDescription: '',
    soldIndividually: parent.soldIndividually,
    visibility: parent.visibility,
    brands: [],
    categories: [],
    attributes: [],
    chosen,
  };
}

export const chosenOf = (
  attributes: readonly ParentAttribute[],
  options: Readonly<Record<string, string>>,
): readonly ChosenAttribute[] =>
  attributes.flatMap(({ id, name, slug }) => {
    const option = options[name];
    return option === undefined || option === ''
      ? []
      : [{ id, name, slug: id === 0 ? name.toLowerCase() : slug, option }];
  });

export const variationName = (parent: string, chosen: readonly ChosenAttribute[]): string =>
  chosen.length === 0 ? parent : `${parent} - ${chosen.map(({ option }) => option).join(', ')}`;

function shared(shop: Shop, definition: ProductDefinition | VariationDefinition, nextMeta: () => number) {
  const created = fromGmt(definition.created ?? shop.opened);
  const date = (text: string | null) => (text === null ? null : fromLocal(text, shop.timezone));
  const managesStock = definition.stock !== undefined;
  const stock = definition.stock ?? null;
  return {
    id: definition.id,
    status: definition.status,
    sku: definition.sku,
    gtin: definition.global_unique_id,
    description: definition.description,
    regularPrice: definition.regular_price,
    salePrice: definition.sale_price,
    saleFrom: date(definition.date_on_sale_from),
    saleTo: date(definition.date_on_sale_to),
    managesStock,
    stock,
    stockStatus: managesStock ? statusAt(stock ?? 0, definition.backorders) : definition.stock_status,
    backorders: definition.backorders,
    lowStockAmount: null,
    virtual: definition.virtual,
    downloadable: definition.downloadable,
    taxStatus: definition.tax_status,
    taxClass: definition.tax_class,
    weight: definition.weight,
    featured: false,
    image: definition.image,
    groupedProducts: [],
    externalUrl: '',
    buttonText: '',
    meta: definition.meta.map(({ key, value }) => ({ id: nextMeta(), key, value })),
    totalSales: 0,
    menuOrder: 0,
    created,
    modified: fromGmt(definition.modified ?? definition.created ?? shop.opened),
  };
}

/** What the shop says of a counted stock. */
export function statusAt(stock: number, backorders: Product['backorders']): StockStatus {
  if (stock > 0) return 'instock';
  return backorders === 'no' ? 'outofstock' : 'onbackorder';
}

export const couponsOf = (shop: Shop): readonly Coupon[] =>
  shop.coupons.map((coupon) => ({
    id: coupon.id,
    code: coupon.code.toLowerCase(),
    type: coupon.discount_type,
    amount: coupon.amount,
    description: coupon.description,
    expires: coupon.date_expires === null ? null : fromLocal(coupon.date_expires, shop.timezone),
    usageCount: 0,
    usageLimit: coupon.usage_limit,
    minimum: coupon.minimum_amount,
    maximum: coupon.maximum_amount,
    freeShipping: coupon.free_shipping,
    individualUse: coupon.individual_use,
    excludesSaleItems: coupon.exclude_sale_items,
    productIds: coupon.product_ids,
    usedBy: [],
    created: fromGmt(coupon.created ?? shop.opened),
    modified: fromGmt(coupon.created ?? shop.opened),
  }));
