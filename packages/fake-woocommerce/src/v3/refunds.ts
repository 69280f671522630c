import { known } from '../known';
import type { Books } from '../books/books';
import { findOrder } from '../books/orders';
import { leftToRefund, makeRefund, type RefundedLine } from '../books/refunds';
import type { Order, Refund } from '../books/records/orders';
import { decimal, sum } from '../core/decimal';
import { decimalsOf } from '../books/shop-rules';
import { plain } from '../core/money-text';
import { pageOf } from '../rest/paging';
import {
  asText,
  isObject,
  isTrue,
  restUrl,
  RestFailure,
  type Json,
  type JsonObject,
  type RestRequest,
} from '../rest/rest';
import type { Call, Route } from '../rest/routes';
import { links } from './links';
import { feeLineBody, lineBody, shippingLineBody, taxLineBody } from './order-line-view';
import { refundsOf } from './order-view';
import { priceOf } from './product-write';
import { dates } from './view-dates';

/** WooCommerce answers 500 to what it refuses here, with the number it means in `data`. */
const refused = (code: string, message: string, data: number) =>
  new RestFailure(500, code, message, {}, { raw: data });

const refundBody = (books: Books, refund: Refund, withParent = false): JsonObject => ({
  id: refund.id,
  ...(withParent && { parent_id: refund.orderId }),
  ...dates(books, 'date_created', refund.created),
  amount: plain(refund.amount, decimalsOf(books)),
  reason: refund.reason,
  refunded_by: 1,
  refunded_payment: refund.refundedPayment,
  meta_data: [],
  line_items: refund.lines.map((line) => ({
    ...lineBody(books, line),
    price: Math.abs(Number(lineBody(books, line)['price'])),
  })),
  shipping_lines: refund.shipping.map((line) => shippingLineBody(books, line)),
  tax_lines: refund.taxes.map((line) => taxLineBody(books, line)),
  fee_lines: refund.fees.map((fee) => feeLineBody(books, fee)),
});

export function refundRoutes(books: Books): readonly Route[] {
  const refundLinks = (request: RestRequest, { id, orderId }: Refund): JsonObject =>
    links(request, `/wc/v3/orders/${orderId}/refunds/${id}`, `/wc/v3/orders/${orderId}/refunds`, {
      allow: ['GET', 'DELETE'],
      up: `/wc/v3/orders/${orderId}`,
    });
  const find = ({ path }: Call): Refund => {
    const refund = books.refunds.get(path['id'] ?? '');
    if (refund === undefined || refund.orderId !== Number(path['order_id']))
      throw new RestFailure(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.');
    return refund;
  };
  return [
    {
      path: '/wc/v3/refunds',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => {
            const page = pageOf(
              request,
              [...books.refunds.values()].toSorted((a, b) => b.id - a.id),
            );
            return {
              headers: page.headers,
              body: page.items.map((refund) => ({
                ...refundBody(books, refund, true),
                _links: refundLinks(request, refund),
              })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/orders/:order_id/refunds',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const page = pageOf(
              request,
              [...refundsOf(books, Number(path['order_id']))].toSorted((a, b) => b.id - a.id),
            );
            return {
              headers: page.headers,
              body: page.items.map((refund) => ({
                ...refundBody(books, refund),
                _links: refundLinks(request, refund),
              })),
            };
          },
        },
        POST: {
          access: 'create',
          schema: {
            amount: { type: 'string' },
            reason: { type: 'string' },
            api_refund: { type: 'boolean' },
            api_restock: { type: 'boolean' },
            line_items: { type: 'array' },
          },
          handle: ({ request, path, values }) => {
            const order = findOrder(books, known(path['order_id']));
            if (order === undefined)
              throw refused('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
            const refund = create(books, order, values);
            const location = restUrl(request, `/wc/v3/orders/(?P<order_id>[\\d]+)/refunds/${refund.id}`);
            return {
              status: 201,
              headers: { location },
              body: refundBody(books, refund),
              links: refundLinks(request, refund),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/orders/:order_id/refunds/:id',
      allow: 'GET, DELETE',
      methods: {
        GET: {
          access: 'view',
          handle: (call) => ({
            body: refundBody(books, find(call)),
            links: refundLinks(call.request, find(call)),
          }),
        },
        DELETE: {
          access: 'delete',
          handle: (call) => {
            const refund = find(call);
            books.refunds.delete(String(refund.id));
            return { body: refundBody(books, refund), links: refundLinks(call.request, refund) };
          },
        },
      },
    },
  ];
}

function create(books: Books, order: Order, values: JsonObject): Refund {
  const lines = (Array.isArray(values['line_items']) ? (values['line_items'] as readonly Json[]) : [])
    .filter(isObject)
    .map(lineOf);
  const ofLines = sum(
    lines.flatMap(({ total, taxes }) => [decimal(total), ...[...taxes.values()].map(decimal)]),
  );
  const amount = values['amount'] === undefined ? ofLines : decimal(priceOf(values['amount']) || 0);
  if (amount.lt(0))
    throw refused('woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
  if (amount.gt(leftToRefund(books, order)))
    throw refused('woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 500);
  if (values['api_refund'] === undefined || isTrue(values['api_refund'])) {
    // WooCommerce makes the refund first, asks the gateway, and takes the refund back: its number is used up.
    books.next('post');
    throw refused(
      'woocommerce_rest_cannot_create_order_refund',
      'The payment gateway for this order does not support automatic refunds.',
      500,
    );
  }
  const restocks = values['api_restock'] === undefined || isTrue(values['api_restock']);
  return makeRefund(books, order, {
    amount: amount.toFixed(),
    reason: asText(values['reason']),
    lines,
    restocks,
  });
}

const lineOf = (item: JsonObject): RefundedLine => ({
  id: Number(item['id']),
  quantity: Number(item['quantity'] ?? 0),
  total: priceOf(item['refund_total']) || '0',
  taxes: new Map(
    (Array.isArray(item['refund_tax']) ? (item['refund_tax'] as readonly Json[]) : [])
      .filter(isObject)
      .map((tax) => [Number(tax['id']), priceOf(tax['refund_total']) || '0']),
  ),
});
