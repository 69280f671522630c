import { known } from '../known';
import type { Books } from '../books/books';
import { addNote, findOrder, saveOrder } from '../books/orders';
import { payOrder } from '../books/order-status';
import { asText, one, RestFailure } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { orderBody, orderLinks } from '../v3/order-view';
import { keyOf, ordersOf } from './gateway';
import { hmac } from './proof';
import { isSameAmount } from './same-amount';

const OVER = ['cancelled', 'failed', 'refunded', 'trash', 'checkout-draft'];

/** `wc-acp-hub/v1`, where the plugin is installed. */
export function companionRoutes(books: Books): readonly Route[] {
  const companion = books.shop.companion;
  if (companion === undefined) return [];
  const guarded = (run: (call: Call) => Answer) => (call: Call) => {
    if (call.request.caller.kind === 'anonymous')
      throw new RestFailure(401, 'acp_hub_cannot_edit', 'The key may not edit orders.');
    return run(call);
  };
  const shown = (call: Call, id: number): Answer => {
    const order = known(findOrder(books, id));
    return { body: { ...orderBody(books, call.request, order), _links: orderLinks(call.request, order) } };
  };
  return [
    {
      path: '/wc-acp-hub/v1/status',
      methods: {
        GET: {
          access: 'public',
          handle: guarded(({ request }) => ({
            body: {
              version: '1.0.0',
              enabled: books.gateways.get('acp_hub')?.enabled ?? false,
              proof:
                companion.secret === ''
                  ? ''
                  : hmac(companion.secret, `status:${one(request.query['challenge']) ?? ''}`),
            },
          })),
        },
      },
    },
    {
      path: '/wc-acp-hub/v1/orders',
      methods: {
        GET: {
          access: 'public',
          handle: guarded(({ request }) => ({
            body: ordersOf(books, one(request.query['key']) ?? '')
              .filter(({ status }) => status !== 'trash')
              .map((order) => orderBody(books, request, order)),
          })),
        },
      },
    },
    {
      path: '/wc-acp-hub/v1/orders/:id/payment',
      methods: { POST: { access: 'public', handle: guarded((call) => shown(call, pay(books, call))) } },
    },
  ];
}

/** Records the captured payment, once. @returns the order's number. */
function pay(books: Books, { path, values }: Call): number {
  const order = findOrder(books, known(path['id']));
  if (order === undefined || keyOf(order) === '')
    throw new RestFailure(404, 'acp_hub_unknown_order', 'The hub has no such order here.');
  const reference = asText(values['reference']);
  if (OVER.includes(order.status))
    throw new RestFailure(409, 'acp_hub_order_state', `The order is ${order.status}.`, {
      state: order.status,
    });
  if (order.paid !== null) {
    if (order.transactionId === reference) return order.id;
    throw new RestFailure(409, 'acp_hub_already_paid', 'Another payment paid the order.');
  }
  if (
    reference === '' ||
    order.currency !== values['currency'] ||
    !isSameAmount(order.total, values['amount'])
  )
    throw new RestFailure(409, 'acp_hub_amount_mismatch', 'The payment is not the order’s total.');
  addNote(books, order.id, `ACP Hub: payment ${reference} was captured by ${asText(values['provider'])}.`);
  const meta = order.meta.map((entry) =>
    entry.key === '_acp_hub_payment' ? { ...entry, value: reference } : entry,
  );
  payOrder(books, saveOrder(books, { ...order, meta }), reference);
  books.announce('order.updated', order.id);
  return order.id;
}
