import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from '../books/books';
import { RestFailure } from '../rest/rest';
import type { Answer, Route } from '../rest/routes';
import { cartEndpoint } from './cart-endpoint';
import { draftOf } from './draft-order';
import { checkoutLimit } from './rate-limit';
import { checkoutBody } from './checkout-view';
import { checkoutSchema } from './checkout-schema';
import { submit } from './checkout-submit';
import { payForOrder } from './checkout-pay';

/** PHP takes its time: two requests with one token both see the cart full. */
const CHECKOUT_TAKES_MS = 30;

export function checkoutRoutes(books: Books): readonly Route[] {
  const limit = checkoutLimit(books);
  const place = cartEndpoint(books, 'write', async (cart, call) => {
    await sleep(CHECKOUT_TAKES_MS);
    const { order, outcome, emptied } = submit(books, cart, call);
    return {
      cart: emptied,
      answer: (): Answer => ({ body: checkoutBody(books, call.request, order, outcome) }),
    };
  });
  return [
    {
      path: '/wc/store/v1/checkout',
      isStoreApi: true,
      allow: 'GET, POST, PUT, PATCH',
      methods: {
        GET: {
          access: 'public',
          handle: cartEndpoint(books, 'read', (cart, call) => {
            if (cart.lines.length === 0)
              throw new RestFailure(
                400,
                'woocommerce_rest_cart_empty',
                'Cannot create order from empty cart.',
              );
            const order = draftOf(books, cart);
            return {
              cart: { ...cart, orderId: order.id },
              answer: () => ({ body: checkoutBody(books, call.request, order) }),
            };
          }),
        },
        POST: {
          access: 'public',
          schema: checkoutSchema(books),
          handle: async (call) => {
            const headers = limit(call.request.ip);
            try {
              const answer = await place(call);
              return { ...answer, headers: { ...answer.headers, ...headers } };
            } catch (error) {
              if (error instanceof RestFailure)
                Object.assign(error, { headers: { ...error.headers, ...headers } });
              throw error;
            }
          },
        },
      },
    },
    {
      path: '/wc/store/v1/checkout/:id',
      isStoreApi: true,
      methods: {
        POST: {
          access: 'public',
          handle: cartEndpoint(books, 'write', (cart, call) => payForOrder(books, cart, call)),
        },
      },
    },
  ];
}
