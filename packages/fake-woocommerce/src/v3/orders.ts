import { known } from '../known';
import type { Books } from '../books/books';
import {
  moveTo,
  needsPayment,
  payOrder,
  startAs,
  STATUS_NAMES,
  takeForNewLines,
} from '../books/order-status';
import { recalculated } from '../books/order-totals';
import { findOrder, newOrder, saveOrder } from '../books/orders';
import { refundRest } from '../books/refunds';
import type { Order } from '../books/records';
import { CURRENCIES } from '../data/currencies';
import { filtered, listSchema, pageOf, sorted } from '../rest/paging';
import {
  asText,
  isTrue,
  listOf,
  one,
  restUrl,
  RestFailure,
  type JsonObject,
  type RestRequest,
} from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import type { Argument, Schema } from '../rest/schema';
import { batchRoute } from './batch';
import { priced, wantedCoupons, withFields, withItems } from './order-write';
import { orderBody, orderLinks } from './order-view';

const STATUSES = ['auto-draft', ...Object.keys(STATUS_NAMES)];
/** Statuses from which payment_complete moves on. */
const CAN_BE_PAID = ['pending', 'on-hold', 'failed', 'cancelled'];
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const items = (properties: Schema): Argument => ({ type: 'array', items: { type: 'object', properties } });

const orderSchema: Schema = {
  parent_id: { type: 'integer' },
  created_via: { type: 'string' },
  status: { type: 'string', enum: STATUSES },
  currency: { type: 'string', enum: [...CURRENCIES.keys()] },
  customer_id: { type: 'integer' },
  customer_note: { type: 'string' },
  billing: {
    type: 'object',
    check: (billing) => {
      const email = asText((billing as JsonObject)['email']);
      return email === '' || EMAIL.test(email)
        ? undefined
        : { code: 'rest_invalid_email', message: 'Invalid email address.' };
    },
  },
  shipping: { type: 'object' },
  transaction_id: { type: 'string' },
  meta_data: { type: 'array' },
  line_items: items({
    quantity: { type: 'integer' },
    subtotal: { type: 'string' },
    total: { type: 'string' },
    product_id: { type: 'any' },
  }),
  shipping_lines: items({ total: { type: 'string' } }),
  fee_lines: items({ total: { type: 'string' } }),
  coupon_lines: items({ code: { type: 'string' } }),
  set_paid: { type: 'boolean' },
};

const listing: Schema = {
  ...listSchema(['date', 'id', 'include', 'title', 'slug', 'modified']),
  status: { type: 'array', items: { type: 'string', enum: ['any', 'trash', ...STATUSES] } },
  customer: { type: 'integer' },
  product: { type: 'integer' },
};

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

function chosenBy(request: RestRequest): (order: Order) => boolean {
  const { query } = request;
  const statuses = listOf(query['status'] ?? query['status[]']).filter((status) => status !== 'any');
  const via = listOf(query['created_via'] ?? query['created_via[]']);
  const search = (one(query['search']) ?? '').toLowerCase();
  const product = one(query['product']);
  const customer = one(query['customer']);
  return (order) => {
    if (statuses.length > 0 ? !statuses.includes(order.status) : order.status === 'trash') return false;
    if (via.length > 0 && !via.includes(order.createdVia)) return false;
    if (customer !== undefined && order.customerId !== Number(customer)) return false;
    if (
      product !== undefined &&
      !order.lines.some(({ productId, variationId }) => [productId, variationId].includes(Number(product)))
    )
      return false;
    if (search === '') return true;
    const { billing, shippingAddress, lines } = order;
    const texts = [
      ...Object.values<string>({ ...billing }),
      ...Object.values<string>({ ...shippingAddress }),
      order.transactionId,
      ...lines.map(({ name }) => name),
    ];
    return String(order.id) === search || texts.some((text) => String(text).toLowerCase().includes(search));
  };
}

function refuseUnknown(values: JsonObject): void {
  const customer = Number(values['customer_id'] ?? 0);
  if (customer > 1)
    throw new RestFailure(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.');
  if (Number(values['parent_id'] ?? 0) !== 0)
    throw new RestFailure(400, 'order_invalid_parent_id', 'Invalid parent ID');
}

/** A refused coupon leaves the order as a draft, and says which. */
function createOrder(books: Books, values: JsonObject): Order {
  if (values['id'] !== undefined)
    throw new RestFailure(400, 'woocommerce_rest_shop_order_exists', 'Cannot create existing shop_order.');
  refuseUnknown(values);
  const blank = newOrder(books, 0, asText(values['created_via']) || 'rest-api');
  const filled = withItems(
    books,
    withFields(books, { ...blank, customerId: Number(values['customer_id'] ?? 0) }, values),
    values,
  );
  const draft = saveOrder(books, {
    ...recalculated(books, filled),
    id: books.next('post'),
    status: 'checkout-draft',
  });
  let order: Order;
  try {
    order = priced(books, draft, wantedCoupons(values));
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    throw new RestFailure(error.status, error.code, error.message, {
      status: error.status,
      new_draft_order_id: draft.id,
    });
  }
  books.announce('order.created', order.id);
  books.announce('order.updated', order.id);
  order = startAs(books, order, asText(values['status']) || 'pending');
  // A new order is paid even if it costs nothing.
  return isTrue(values['set_paid']) && CAN_BE_PAID.includes(order.status)
    ? payOrder(books, order, transactionOf(values))
    : order;
}

const transactionOf = (values: JsonObject): string | undefined =>
  values['transaction_id'] === undefined ? undefined : asText(values['transaction_id']);

function updateOrder(books: Books, old: Order, values: JsonObject): Order {
  refuseUnknown(values);
  const codes = wantedCoupons(values);
  let order = withItems(books, withFields(books, old, values), values);
  const isRepriced = [
    'line_items',
    'shipping_lines',
    'fee_lines',
    'coupon_lines',
    'billing',
    'shipping',
  ].some((name) => values[name] !== undefined);
  if (isRepriced) order = takeForNewLines(books, priced(books, order, codes));
  const status = asText(values['status']);
  if (status !== '') order = moveTo(books, order, status);
  if (isTrue(values['set_paid']) && needsPayment(order))
    order = payOrder(books, order, transactionOf(values));
  order = saveOrder(books, order);
  if (status === 'refunded' && old.status !== 'refunded') refundRest(books, order);
  books.announce('order.updated', order.id);
  return known(findOrder(books, order.id));
}
