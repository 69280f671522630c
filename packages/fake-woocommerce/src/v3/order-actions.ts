import { known } from '../known';
import { randomBytes } from 'node:crypto';
import type { Books } from '../books/books';
import { addNote, findOrder } from '../books/orders';
import type { Order } from '../books/records/orders';
import { origin, RestFailure } from '../rest/rest';
import type { Call, Route } from '../rest/routes';
import { gmt } from '../core/shop-time';

const DAY = 86_400_000;

export function orderActionRoutes(books: Books): readonly Route[] {
  const find = ({ path }: Call): Order => {
    const order = findOrder(books, known(path['id']));
    if (order === undefined)
      throw new RestFailure(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
    return order;
  };
  return [
    {
      path: '/wc/v3/orders/:id/actions/email_templates',
      methods: {
        GET: {
          access: 'view',
          handle: (call) => {
            const { status } = find(call);
            const own = {
              id: 'customer_processing_order',
              title: 'Processing order',
              description: 'Tells the customer that the order is being seen to',
            };
            return {
              body: [
                {
                  id: 'customer_invoice',
                  title: 'Order details',
                  description: 'Sends the customer the order',
                },
                ...(status === 'processing' ? [own] : []),
              ],
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/orders/:id/actions/send_order_details',
      methods: {
        POST: {
          access: 'edit',
          handle: (call) => {
            const order = find(call);
            const message = `Order details sent to ${order.billing.email}, via REST API.`;
            addNote(books, order.id, message);
            return { body: { message } };
          },
        },
      },
    },
    {
      path: '/wc/v3/orders/:id/receipt',
      allow: 'POST, GET',
      methods: {
        POST: {
          access: 'edit',
          handle: (call) => {
            find(call);
            return {
              body: {
                receipt_url: `${origin(call.request)}/wc/file/transient/${randomBytes(19).toString('hex')}`,
                expiration_date: gmt(books.now() + DAY).slice(0, 10),
              },
            };
          },
        },
      },
    },
  ];
}
