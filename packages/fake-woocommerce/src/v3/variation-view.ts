import type { Books } from '../books/books';
import { findProduct, stockView } from '../books/products';
import type { Product } from '../books/records/catalogue';
import { variationName } from '../books/set-up';
import type { JsonObject, RestRequest } from '../rest/rest';
import { ALL, links } from './links';
import { dates } from './view-dates';
import {
  permalink,
  prices,
  DOWNLOADS,
  DIMENSIONS,
  stock,
  image,
  canBeBought,
  withParagraphs,
} from './product-parts';

/** As `wc/v3/products/{id}/variations` shows them. */
export function variationBody(
  books: Books,
  request: RestRequest,
  variation: Product,
  context: 'view' | 'edit' = 'view',
): JsonObject {
  const { stock_status: _status, ...rest } = { stock_status: '', ...stock(books, variation) };
  return {
    id: variation.id,
    type: 'variation',
    ...dates(books, 'date_created', variation.created),
    ...dates(books, 'date_modified', variation.modified),
    description: context === 'edit' ? variation.description : withParagraphs(variation.description),
    permalink: permalink(books, request, variation),
    sku: variation.sku || (findProduct(books, variation.parentId)?.sku ?? ''),
    global_unique_id: variation.gtin,
    ...prices(books, variation),
    status: variation.status,
    purchasable: canBeBought(books, variation),
    virtual: variation.virtual,
    downloadable: variation.downloadable,
    ...DOWNLOADS,
    tax_status: variation.taxStatus,
    tax_class: context === 'edit' && variation.taxClass === '' ? 'parent' : variation.taxClass,
    ...rest,
    stock_status: stockView(books, variation).status,
    weight: variation.weight,
    dimensions: DIMENSIONS,
    shipping_class: '',
    shipping_class_id: 0,
    image: image(variation) ?? null,
    attributes: variation.chosen.map(({ id, name, slug, option }) => ({ id, name, slug, option })),
    menu_order: variation.menuOrder,
    meta_data: variation.meta.map(({ id, key, value }) => ({ id, key, value })),
    name: variationName('', variation.chosen).replace(/^ - /, ''),
    parent_id: variation.parentId,
  };
}

export const variationLinks = (
  request: RestRequest,
  { id, parentId }: Product,
  allow: readonly string[] | null = ALL,
): JsonObject =>
  links(request, `/wc/v3/products/${parentId}/variations/${id}`, `/wc/v3/products/${parentId}/variations`, {
    allow,
    up: `/wc/v3/products/${parentId}`,
  });
