import type { Books } from '../books/books';
import { isOnSaleNow } from '../books/products';
import type { ParentAttribute, Product } from '../books/records/catalogue';
import { chosenOf, statusAt, variationName } from '../books/set-up';
import { freeSlug, slugOf } from '../books/slug';
import { decimal } from '../core/decimal';
import { fromGmt, fromLocal } from '../core/shop-time';
import { asText, isObject, isTrue, RestFailure, type Json, type JsonObject } from '../rest/rest';
import { mergedMeta } from './merged-meta';

/** wc_format_decimal: what is no digit, dot or minus goes; nothing left is no price. */
export function priceOf(value: Json | undefined): string {
  const cleaned = asText(value).replaceAll(/[^0-9.-]/g, '');
  return cleaned === '' || Number.isNaN(Number(cleaned)) ? '' : cleaned;
}

/** What WordPress lets through in names: no scripts, ampersands encoded. */
export const cleanHtml = (text: string): string =>
  text.replaceAll(/<\/?script[^>]*>/gi, '').replaceAll(/&(?!#?\w+;)/g, '&amp;');

/** The product with what the request says of it; nothing is written. */
export function changed(books: Books, product: Product, values: JsonObject, parent?: Product): Product {
  const has = (name: string) => values[name] !== undefined;
  const text = (name: string, old: string) => (has(name) ? asText(values[name]) : old);
  const flag = (name: string, old: boolean) => (has(name) ? isTrue(values[name]) : old);
  const sku = text('sku', product.sku);
  refuseTakenSku(books, product.id, sku);
  const chosen =
    parent && Array.isArray(values['attributes'])
      ? chosenFrom(parent, values['attributes'] as readonly Json[])
      : product.chosen;
  const name =
    parent === undefined ? cleanHtml(text('name', product.name)) : variationName(parent.name, chosen);
  const next: Product = {
    ...product,
    name,
    sku,
    chosen,
    status: text('status', product.status),
    gtin: text('global_unique_id', product.gtin),
    description: cleanBody(text('description', product.description)),
    shortDescription: cleanBody(text('short_description', product.shortDescription)),
    saleFrom: date(books, values, 'date_on_sale_from', product.saleFrom),
    saleTo: date(books, values, 'date_on_sale_to', product.saleTo),
    backorders: text('backorders', product.backorders) as Product['backorders'],
    lowStockAmount: has('low_stock_amount')
      ? (values['low_stock_amount'] as number | null)
      : product.lowStockAmount,
    soldIndividually: flag('sold_individually', product.soldIndividually),
    virtual: flag('virtual', product.virtual),
    downloadable: flag('downloadable', product.downloadable),
    taxStatus: text('tax_status', product.taxStatus),
    taxClass: text('tax_class', product.taxClass),
    weight: text('weight', product.weight),
    visibility: text('catalog_visibility', product.visibility),
    attributes:
      Array.isArray(values['attributes']) && !parent
        ? attributesFrom(books, values['attributes'] as readonly Json[])
        : product.attributes,
    groupedProducts: Array.isArray(values['grouped_products'])
      ? (values['grouped_products'] as readonly number[])
      : product.groupedProducts,
    externalUrl: text('external_url', product.externalUrl),
    buttonText: text('button_text', product.buttonText),
    meta: mergedMeta(books, product.meta, values['meta_data']),
  };
  return withSlug(books, withStock(withPrices(next, values), values), values);
}

function withPrices(product: Product, values: JsonObject): Product {
  const regularPrice =
    values['regular_price'] === undefined ? product.regularPrice : priceOf(values['regular_price']);
  const wanted = values['sale_price'] === undefined ? product.salePrice : priceOf(values['sale_price']);
  const isCheaper = wanted !== '' && regularPrice !== '' && decimal(wanted).lt(regularPrice);
  return { ...product, regularPrice, salePrice: isCheaper ? wanted : '' };
}

function withStock(product: Product, values: JsonObject): Product {
  const managesStock =
    values['manage_stock'] === undefined ? product.managesStock : isTrue(values['manage_stock']);
  const status =
    values['stock_status'] === undefined
      ? product.stockStatus
      : (asText(values['stock_status']) as Product['stockStatus']);
  if (!managesStock) return { ...product, managesStock, stock: null, stockStatus: status };
  const stock =
    values['stock_quantity'] === undefined ? (product.stock ?? 0) : Number(values['stock_quantity']);
  return { ...product, managesStock, stock, stockStatus: statusAt(stock, product.backorders) };
}

function withSlug(books: Books, product: Product, values: JsonObject): Product {
  if (product.slug !== '' || (product.status === 'draft' && values['slug'] === undefined)) return product;
  const wanted = asText(values['slug']) || slugOf(product.name);
  const taken = new Set([...books.products.values()].map(({ slug }) => slug));
  return { ...product, slug: freeSlug(wanted, (slug) => taken.has(slug)) };
}

const cleanBody = (html: string): string => html.replaceAll(/<\/?script[^>]*>/gi, '');

function refuseTakenSku(books: Books, id: number, sku: string): void {
  if (sku === '') return;
  const all = [...books.products.values()];
  const holder = all.find((other) => other.sku === sku && other.id !== id && other.status !== 'trash');
  if (holder === undefined) return;
  let number = 1;
  while (all.some((other) => other.sku === `${sku}-${number}`)) number += 1;
  throw new RestFailure(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
    status: 400,
    resource_id: holder.id,
    unique_sku: `${sku}-${number}`,
  });
}

function date(books: Books, values: JsonObject, name: string, old: number | null): number | null {
  const [localText, gmtText] = [values[name], values[`${name}_gmt`]];
  if (typeof gmtText === 'string' && gmtText !== '') return fromGmt(gmtText);
  if (typeof localText === 'string' && localText !== '')
    return fromLocal(localText.length === 10 ? `${localText}T00:00:00` : localText, books.shop.timezone);
  return localText === null || localText === '' || gmtText === null || gmtText === '' ? null : old;
}

const attributesFrom = (books: Books, given: readonly Json[]): readonly ParentAttribute[] =>
  given.filter(isObject).map((attribute) => {
    const global = books.shop.attributes.find(({ id }) => id === Number(attribute['id'] ?? 0));
    const name = global?.name ?? asText(attribute['name']);
    return {
      id: global?.id ?? 0,
      name,
      slug: global?.slug ?? name,
      visible: isTrue(attribute['visible']),
      variation: isTrue(attribute['variation']),
      options: Array.isArray(attribute['options']) ? (attribute['options'] as readonly string[]) : [],
    };
  });

const chosenFrom = (parent: Product, given: readonly Json[]) =>
  chosenOf(
    parent.attributes,
    Object.fromEntries(
      given.filter(isObject).map((attribute) => {
        const known = parent.attributes.find(
          ({ id, name }) => (id !== 0 && id === attribute['id']) || name === attribute['name'],
        );
        return [known?.name ?? asText(attribute['name']), asText(attribute['option'])];
      }),
    ),
  );

export const isDiscounted = (books: Books, product: Product): boolean => isOnSaleNow(product, books.now());
