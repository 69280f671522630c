import type { Books } from '../books/books';
import { findProduct, priceView, saveProduct, stockView, variationsOf } from '../books/products';
import type { Product, ProductType } from '../books/records/catalogue';
import { slugOf } from '../books/slug';
import { decimal } from '../core/decimal';
import { filtered, listSchema, pageOf, sorted } from '../rest/paging';
import {
  asText,
  isTrue,
  listOf,
  one,
  origin,
  restUrl,
  RestFailure,
  type JsonObject,
  type RestRequest,
} from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import type { Schema } from '../rest/schema';
import { batchRoute } from './batch';
import { productBody, productLinks } from './product-view';
import { blankProduct } from './blank-product';
import { changed } from './product-write';

const ORDER_BY =
  'date,id,include,title,slug,modified,popularity,rating,post__in,price,sales,menu_order,random,popularity,rating,menu_order,price,popularity,rating'.split(
    ',',
  );

export const productSchema: Schema = {
  name: { type: 'string' },
  type: { type: 'string', enum: ['simple', 'grouped', 'external', 'variable'] },
  status: {
    type: 'string',
    enum: ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'],
  },
  sku: { type: 'string' },
  regular_price: { type: 'string' },
  sale_price: { type: 'string' },
  stock_quantity: { type: 'integer', nullable: true },
  manage_stock: { type: 'boolean' },
  meta_data: { type: 'array' },
};

export const invalidProduct = (status: number) =>
  new RestFailure(status, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');

export function productRoutes(books: Books): readonly Route[] {
  const shown = (request: RestRequest, product: Product) => ({
    ...productBody(books, request, product),
    _links: productLinks(request, product),
  });
  const single = (request: RestRequest, product: Product): Answer => ({
    body: productBody(books, request, product),
    links: productLinks(request, product),
  });

  /** What was written comes back as it is edited. */
  const written = (request: RestRequest, product: Product): Answer => ({
    body: {
      ...productBody(books, request, product, 'edit'),
      permalink_template: `${origin(request)}/product/%pagename%/`,
      generated_slug: decodeURIComponent(product.slug === '' ? slugOf(product.name) : product.slug),
    },
    links: productLinks(request, product),
  });

  const create = ({ request, values }: Call): Answer => {
    const product = createProduct(books, values);
    return {
      ...written(request, product),
      status: 201,
      headers: { location: restUrl(request, `/wc/v3/products/${product.id}`) },
    };
  };
  const update = ({ request, path, values }: Call): Answer => {
    const product = findProduct(books, Number(path['id']));
    if (product === undefined) throw invalidProduct(400);
    return written(request, updateProduct(books, product, values));
  };
  const remove = ({ request, path, values }: Call): Answer => {
    const product = findProduct(books, Number(path['id']));
    if (product === undefined) throw invalidProduct(404);
    const answer = single(request, product);
    deleteProduct(books, product, isTrue(values['force']), 'product');
    return answer;
  };

  return [
    batchRoute('/wc/v3/products/batch', { create, update, delete: remove }),
    {
      path: '/wc/v3/products',
      methods: {
        GET: {
          access: 'list',
          schema: { ...listSchema(ORDER_BY), status: { type: 'string' } },
          handle: ({ request }) => list(request),
        },
        POST: { access: 'create', schema: productSchema, handle: create },
      },
    },
    {
      path: '/wc/v3/products/:id',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => {
            const product = findProduct(books, Number(path['id']));
            if (product === undefined) throw invalidProduct(404);
            return single(request, product);
          },
        },
        PUT: { access: 'edit', schema: productSchema, handle: update },
        DELETE: { access: 'delete', handle: remove },
      },
    },
  ];

  function list(request: RestRequest): Answer {
    const found = filtered(
      request,
      [...books.products.values()].filter(chosenBy(books, request)),
      books.shop.timezone,
    );
    const price = (product: Product) => decimal(priceView(books, product).price || 0);
    const ordered = sorted(request, found, {
      title: (a, b) => a.name.localeCompare(b.name, 'en'),
      slug: (a, b) => (a.slug < b.slug ? -1 : 1),
      price: (a, b) => price(a).cmp(price(b)),
      menu_order: (a, b) => a.menuOrder - b.menuOrder || a.name.localeCompare(b.name, 'en'),
    });
    const page = pageOf(request, ordered);
    return { headers: page.headers, body: page.items.map((product) => shown(request, product)) };
  }
}

/** Which products a list shows: those of the query's status, type, SKU and so on; variations only by SKU. */
function chosenBy(books: Books, request: RestRequest): (product: Product) => boolean {
  const text = (name: string) => one(request.query[name]) ?? '';
  const skus = listOf(request.query['sku']);
  const statuses = listOf(request.query['status']).filter((status) => status !== 'any');
  const bySku = skus.length > 0 || text('search_sku') !== '';
  const search = text('search').toLowerCase();
  return (product) => {
    if (product.type === 'variation' && !bySku) return false;
    if (statuses.length > 0 ? !statuses.includes(product.status) : product.status === 'trash') return false;
    if (skus.length > 0 && !skus.includes(product.sku)) return false;
    if (text('search_sku') !== '' && !product.sku.toLowerCase().includes(text('search_sku').toLowerCase()))
      return false;
    if (search !== '' && !product.name.toLowerCase().includes(search)) return false;
    if (text('type') !== '' && product.type !== text('type')) return false;
    if (text('slug') !== '' && product.slug !== text('slug')) return false;
    if (text('stock_status') !== '' && stockView(books, product).status !== text('stock_status'))
      return false;
    if (text('on_sale') !== '' && priceView(books, product).isOnSale !== isTrue(text('on_sale')))
      return false;
    if (text('virtual') !== '' && product.virtual !== isTrue(text('virtual'))) return false;
    return text('downloadable') === '' || product.downloadable === isTrue(text('downloadable'));
  };
}

export function createProduct(books: Books, values: JsonObject): Product {
  const type = (asText(values['type']) || 'simple') as ProductType;
  const draft = changed(books, blankProduct(books, type), values);
  const product = { ...draft, id: books.next('post') };
  books.products.set(String(product.id), product);
  books.announce('product.created', product.id);
  return product;
}

export function updateProduct(books: Books, product: Product, values: JsonObject, parent?: Product): Product {
  const saved = saveProduct(books, changed(books, product, values, parent));
  books.announce('product.updated', saved.id);
  return saved;
}

/** To the trash, or for good. @throws RestFailure 410 where it lies in the trash already. */
export function deleteProduct(books: Books, product: Product, isForced: boolean, name: string): void {
  if (!isForced) {
    if (product.status === 'trash')
      throw new RestFailure(410, 'woocommerce_rest_already_trashed', `The ${name} has already been deleted.`);
    saveProduct(books, { ...product, status: 'trash' });
  } else {
    for (const variation of variationsOf(books, product.id)) books.products.delete(String(variation.id));
    books.products.delete(String(product.id));
    const parent = product.type === 'variation' ? findProduct(books, product.parentId) : undefined;
    if (parent !== undefined) saveProduct(books, parent);
  }
  if (!isForced) books.announce('product.deleted', product.id);
}
