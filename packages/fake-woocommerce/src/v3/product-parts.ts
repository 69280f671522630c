import type { Books } from '../books/books';
import { findProduct, isPurchasable, priceView, stockView, type PriceView } from '../books/products';
import type { Product } from '../books/records/catalogue';
import { amountHtml, rangeHtml, saleHtml, type PriceHtmlStyle } from '../core/money-text';
import { origin, type Json, type JsonObject, type RestRequest } from '../rest/rest';
import { dates } from './view-dates';

export function permalink(books: Books, request: RestRequest, product: Product): string {
  const site = origin(request);
  if (product.type !== 'variation')
    return product.slug === ''
      ? `${site}/?post_type=product&p=${product.id}`
      : `${site}/product/${product.slug}/`;
  const parent = findProduct(books, product.parentId);
  const terms = new Map(
    books.shop.attributes.flatMap(({ slug, terms: all }) =>
      all.map((term) => [`${slug}/${term.name}`, term.slug]),
    ),
  );
  const query = product.chosen.map(
    ({ slug, option }) => `attribute_${slug}=${terms.get(`${slug}/${option}`) ?? encodeURIComponent(option)}`,
  );
  return `${site}/product/${parent?.slug ?? ''}/${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

export function priceHtml(product: Product, view: PriceView, style: PriceHtmlStyle): string {
  if (view.price === '') return '';
  const [lowest = '', highest = ''] = [view.prices[0], view.prices.at(-1)];
  if (view.prices.length > 1 && lowest !== highest) return rangeHtml(lowest, highest, style);
  const regular = view.regularPrices.at(-1) ?? '';
  return view.isOnSale && product.type !== 'grouped'
    ? saleHtml(regular, view.price, style)
    : amountHtml(view.price, style);
}

const asNumber = (books: Books, price: string): Json =>
  books.shop.quirks.pricesAsNumbers && price !== '' ? Number(price) : price;

export function prices(books: Books, product: Product): JsonObject {
  const view = priceView(books, product);
  return {
    price: asNumber(books, view.price),
    regular_price: asNumber(books, product.regularPrice),
    sale_price: asNumber(books, product.salePrice),
    ...dates(books, 'date_on_sale_from', product.saleFrom),
    ...dates(books, 'date_on_sale_to', product.saleTo),
    on_sale: view.isOnSale,
  };
}

export const DOWNLOADS = { downloads: [], download_limit: -1, download_expiry: -1 } as const;

export const DIMENSIONS = { length: '', width: '', height: '' } as const;

export function stock(books: Books, product: Product): JsonObject {
  const view = stockView(books, product);
  return {
    manage_stock: view.manages,
    stock_quantity: view.stock,
    backorders: view.backorders,
    backorders_allowed: view.backorders !== 'no',
    backordered: view.status === 'onbackorder',
    low_stock_amount: product.lowStockAmount,
  };
}

export const image = (product: Product): JsonObject | undefined =>
  product.image === undefined
    ? undefined
    : { id: product.id + 10_000, src: product.image, name: product.name, alt: '' };

/** The merchant may buy what is not published yet. */
export const canBeBought = (books: Books, product: Product): boolean =>
  isPurchasable(books, { ...product, status: 'publish' });

/** Texts are written without paragraphs and shown with them (wpautop). */
export const withParagraphs = (text: string): string =>
  text === ''
    ? ''
    : /^<(p|div|ul|ol|h\d|table)\b/.test(text)
      ? `${text.trim()}\n`
      : `<p>${text.trim()}</p>\n`;
