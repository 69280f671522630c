import { known } from '../known';
import type { Books } from '../books/books';
import { STATUS_NAMES } from '../books/order-status';
import { findOrder, saveOrder } from '../books/orders';
import type { Order } from '../books/records/orders';
import { filtered, pageOf, sorted } from '../rest/paging';
import { isTrue, restUrl, RestFailure, type RestRequest } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { batchRoute } from './batch';
import { orderBody, orderLinks } from './order-view';
import { orderSchema, listing } from './order-schema';
import { chosenBy } from './order-filter';
import { createOrder } from './order-create';
import { updateOrder } from './order-update';

const invalidId = (status: number) =>
  new RestFailure(status, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');

export function orderRoutes(books: Books): readonly Route[] {
  const single = (request: RestRequest, order: Order): Answer => ({
    body: orderBody(books, request, order),
    links: orderLinks(request, order),
  });

  const create = ({ request, values }: Call): Answer => {
    const order = createOrder(books, values);
    return {
      ...single(request, order),
      status: 201,
      headers: { location: restUrl(request, `/wc/v3/orders/${order.id}`) },
    };
  };
  const update = ({ request, path, values }: Call): Answer => {
    const order = findOrder(books, known(path['id']));
    if (order === undefined) throw invalidId(400);
    return single(request, updateOrder(books, order, values));
  };
  const remove = ({ request, path, values }: Call): Answer => {
    const order = findOrder(books, known(path['id']));
    if (order === undefined) throw invalidId(404);
    const answer = single(request, order);
    if (isTrue(values['force'])) {
      books.orders.delete(String(order.id));
    } else {
      if (order.status === 'trash')
        throw new RestFailure(
          410,
          'woocommerce_rest_already_trashed',
          'The shop_order has already been deleted.',
        );
      saveOrder(books, { ...order, status: 'trash' });
      // Only the trash is announced; what is deleted for good leaves no word.
      books.announce('order.deleted', order.id);
    }
    return answer;
  };

  return [
    batchRoute('/wc/v3/orders/batch', { create, update, delete: remove }, orderSchema),
    {
      path: '/wc/v3/orders/statuses',
      methods: {
        GET: {
          access: 'public',
          handle: () => ({ body: Object.entries(STATUS_NAMES).map(([slug, name]) => ({ slug, name })) }),
        },
      },
    },
    {
      path: '/wc/v3/orders',
      methods: {
        GET: {
          access: 'list',
          schema: listing,
          handle: ({ request }) => {
            const found = filtered(
              request,
              [...books.orders.values()].filter(chosenBy(request)),
              books.shop.timezone,
            );
            const page = pageOf(request, sorted(request, found), 'orders');
            return {
              headers: page.headers,
              body: page.items.map((order) => ({
                ...orderBody(books, request, order),
                _links: orderLinks(request, order),
              })),
            };
          },
        },
        POST: { access: 'create', schema: orderSchema, handle: create },
      },
    },
    {
      path: '/wc/v3/orders/:id',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => {
            const order = findOrder(books, known(path['id']));
            if (order === undefined) throw invalidId(404);
            return single(request, order);
          },
        },
        PUT: { access: 'edit', schema: orderSchema, handle: update },
        DELETE: { access: 'delete', handle: remove },
      },
    },
    {
      path: '/wc/v3/reports/orders/totals',
      methods: {
        GET: {
          access: 'list',
          handle: () => ({
            body: Object.entries(STATUS_NAMES).map(([slug, name]) => ({
              slug,
              name,
              total: [...books.orders.values()].filter(({ status }) => status === slug).length,
            })),
          }),
        },
      },
    },
  ];
}
