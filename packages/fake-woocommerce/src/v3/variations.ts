import type { Books } from '../books/books';
import { findProduct, variationsOf } from '../books/products';
import type { Product } from '../books/records/catalogue';
import { filtered, listSchema, pageOf, sorted } from '../rest/paging';
import { isTrue, restUrl, RestFailure, type RestRequest } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { batchRoute } from './batch';
import { variationBody, variationLinks } from './variation-view';
import { blankProduct } from './blank-product';
import { changed } from './product-write';
import { deleteProduct, productSchema, updateProduct } from './products';

const unknown = () => {
  const failure = new RestFailure(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.');
  return Object.assign(failure, { isBare: true });
};

export function variationRoutes(books: Books): readonly Route[] {
  const single = (request: RestRequest, variation: Product): Answer => ({
    body: variationBody(books, request, variation),
    links: variationLinks(request, variation),
  });
  const written = (request: RestRequest, variation: Product): Answer => ({
    ...single(request, variation),
    body: variationBody(books, request, variation, 'edit'),
  });
  const find = ({ path }: Call): Product => {
    const variation = findProduct(books, Number(path['id']));
    if (variation?.type !== 'variation' || variation.parentId !== Number(path['product_id'])) throw unknown();
    return variation;
  };
  const list = (request: RestRequest, all: readonly Product[]): Answer => {
    const page = pageOf(request, sorted(request, filtered(request, all, books.shop.timezone)));
    return {
      headers: page.headers,
      body: page.items.map((variation) => ({
        ...variationBody(books, request, variation),
        _links: variationLinks(request, variation),
      })),
    };
  };
  const create = ({ request, path, values }: Call): Answer => {
    const parent = findProduct(books, Number(path['product_id']));
    if (parent?.type !== 'variable')
      throw new RestFailure(
        404,
        'woocommerce_rest_product_variation_invalid_parent',
        'Cannot set attributes due to invalid parent product.',
      );
    const draft = changed(books, blankProduct(books, 'variation', parent), values, parent);
    const variation = { ...draft, id: books.next('post') };
    books.products.set(String(variation.id), variation);
    updateProduct(books, parent, {});
    books.announce('product.created', variation.id);
    // The pattern of the route is what WooCommerce puts there.
    const location = restUrl(request, `/wc/v3/products/(?P<product_id>[\\d]+)/variations/${variation.id}`);
    return { ...written(request, variation), status: 201, headers: { location } };
  };
  const update = (call: Call): Answer => {
    const variation = find(call);
    const saved = updateProduct(books, variation, call.values, findProduct(books, variation.parentId));
    return written(call.request, saved);
  };
  const remove = (call: Call): Answer => {
    const variation = find(call);
    const answer = single(call.request, variation);
    deleteProduct(books, variation, isTrue(call.values['force']), 'product_variation');
    // Permissions are looked up by the resource, which is gone.
    return { ...answer, links: variationLinks(call.request, variation, null), headers: { allow: '' } };
  };
  return [
    ...(versionAtLeast(books.shop.version, 10, 3)
      ? [
          {
            path: '/wc/v3/variations',
            methods: {
              GET: {
                access: 'list' as const,
                schema: listSchema(['date', 'id', 'include', 'title', 'slug', 'modified']),
                handle: ({ request }: Call) =>
                  list(
                    request,
                    [...books.products.values()].filter(
                      ({ type, status }) => type === 'variation' && status !== 'trash',
                    ),
                  ),
              },
            },
          },
        ]
      : []),
    batchRoute('/wc/v3/products/:product_id/variations/batch', { create, update, delete: remove }),
    {
      path: '/wc/v3/products/:product_id/variations',
      methods: {
        GET: {
          access: 'list',
          schema: listSchema(['date', 'id', 'include', 'title', 'slug', 'modified', 'menu_order']),
          handle: ({ request, path }) => list(request, variationsOf(books, Number(path['product_id']))),
        },
        POST: { access: 'create', schema: productSchema, handle: create },
      },
    },
    {
      path: '/wc/v3/products/:product_id/variations/:id',
      methods: {
        GET: { access: 'view', handle: (call) => single(call.request, find(call)) },
        PUT: { access: 'edit', schema: productSchema, handle: update },
        DELETE: { access: 'delete', handle: remove },
      },
    },
  ];
}

export function versionAtLeast(version: string, major: number, minor: number): boolean {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
}
