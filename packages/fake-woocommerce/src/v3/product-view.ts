import type { Books } from '../books/books';
import {
  findProduct,
  isPurchasable,
  priceView,
  stockView,
  variationsOf,
  type PriceView,
} from '../books/products';
import type { Product } from '../books/records';
import { moneyFormat } from '../books/shop-rules';
import { variationName } from '../books/set-up';
import { amountHtml, rangeHtml, saleHtml, type PriceHtmlStyle } from '../core/money-text';
import { origin, type Json, type JsonObject, type RestRequest } from '../rest/rest';
import { ALL, links } from './links';
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

function prices(books: Books, product: Product): JsonObject {
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

const DOWNLOADS = { downloads: [], download_limit: -1, download_expiry: -1 } as const;
const DIMENSIONS = { length: '', width: '', height: '' } as const;

function stock(books: Books, product: Product): JsonObject {
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

const image = (product: Product): JsonObject | undefined =>
  product.image === undefined
    ? undefined
    : { id: product.id + 10_000, src: product.image, name: product.name, alt: '' };

/** As `wc/v3/products` shows products, and variations too. */
export function productBody(
  books: Books,
  request: RestRequest,
  product: Product,
  context: 'view' | 'edit' = 'view',
): JsonObject {
  const isVariation = product.type === 'variation';
  const own = image(product);
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: permalink(books, request, product),
    ...dates(books, 'date_created', product.created),
    ...dates(books, 'date_modified', product.modified),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.visibility,
    description: context === 'edit' ? product.description : withParagraphs(product.description),
    short_description:
      context === 'edit' ? product.shortDescription : withParagraphs(product.shortDescription),
    sku: product.sku,
    ...prices(books, product),
    purchasable: canBeBought(books, product),
    total_sales: isVariation ? String(product.totalSales) : product.totalSales,
    virtual: product.virtual,
    downloadable: product.downloadable,
    ...DOWNLOADS,
    external_url: product.externalUrl,
    button_text: product.buttonText,
    tax_status: product.taxStatus,
    tax_class: product.taxClass,
    ...stock(books, product),
    sold_individually: product.soldIndividually,
    weight: product.weight,
    dimensions: DIMENSIONS,
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual && ['taxable', 'shipping'].includes(product.taxStatus),
    shipping_class: '',
    shipping_class_id: 0,
    reviews_allowed: !isVariation,
    average_rating: context === 'edit' ? '0' : '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: product.parentId,
    purchase_note: '',
    categories: isVariation ? [] : [{ id: 15, name: 'Uncategorized', slug: 'uncategorized' }],
    brands: product.brands.map((name, index) => ({
      id: 900 + index,
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
    })),
    tags: [],
    images: own === undefined ? [] : [own],
    attributes: isVariation
      ? product.chosen.map(({ id, name, slug, option }) => ({ id, name, slug, option }))
      : product.attributes.map(({ id, name, slug, visible, variation, options }) => ({
          id,
          name,
          slug,
          position: 0,
          visible,
          variation,
          options,
        })),
    default_attributes: [],
    variations: product.type === 'variable' ? variationsOf(books, product.id).map(({ id }) => id) : [],
    grouped_products: product.groupedProducts,
    menu_order: product.menuOrder,
    price_html: priceHtml(product, priceView(books, product), { format: moneyFormat(books), isRest: true }),
    related_ids: isVariation ? [] : relatedTo(books, product),
    meta_data: product.meta.map(({ id, key, value }) => ({ id, key, value })),
    stock_status: stockView(books, product).status,
    has_options: product.type === 'variable',
    post_password: '',
    global_unique_id: product.gtin,
  };
}

/** The merchant may buy what is not published yet. */
const canBeBought = (books: Books, product: Product): boolean =>
  isPurchasable(books, { ...product, status: 'publish' });

/** Texts are written without paragraphs and shown with them (wpautop). */
export const withParagraphs = (text: string): string =>
  text === ''
    ? ''
    : /^<(p|div|ul|ol|h\d|table)\b/.test(text)
      ? `${text.trim()}\n`
      : `<p>${text.trim()}</p>\n`;

function relatedTo(books: Books, product: Product): readonly number[] {
  const related: number[] = [];
  for (const other of books.products.values()) {
    if (related.length === 5) break;
    if (other.id !== product.id && other.type !== 'variation' && other.status === 'publish')
      related.push(other.id);
  }
  return related;
}

export const productLinks = (request: RestRequest, product: Product): JsonObject =>
  links(request, `/wc/v3/products/${product.id}`, '/wc/v3/products', {
    ...(product.parentId !== 0 && { up: `/wc/v3/products/${product.parentId}` }),
  });

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
