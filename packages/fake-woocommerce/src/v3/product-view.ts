import type { Books } from '../books/books';
import { priceView, stockView, variationsOf } from '../books/products';
import type { Product } from '../books/records/catalogue';
import { moneyFormat } from '../books/shop-rules';
import type { JsonObject, RestRequest } from '../rest/rest';
import { categoriesOf } from './categories';
import { links } from './links';
import { dates } from './view-dates';
import {
  permalink,
  priceHtml,
  prices,
  DOWNLOADS,
  DIMENSIONS,
  stock,
  image,
  canBeBought,
  withParagraphs,
} from './product-parts';

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
    categories: categoriesOf(books)
      .filter(({ id }) => product.categories.includes(id))
      .map(({ id, name, slug }) => ({ id, name, slug })),
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
