import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import type { Cart } from '../books/records/carts';
import { asText, RestFailure } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import type { Schema } from '../rest/schema';
import { withAdded } from './cart-lines';
import { cartItem } from './cart-item-view';
import { cartBody, couponsBody } from './cart-view';
import { limitsOf, productIn } from './limits';
import { priceCart } from './price-cart';
import { links } from '../v3/links';
import { validated } from './validated';
import { conflict, type Changed, cartEndpoint } from './cart-endpoint';
import { withCoupon, withCustomer } from './cart-changes';

const quantity: Schema = { quantity: { type: 'integer' } };

export function cartRoutes(books: Books): readonly Route[] {
  const view = (cart: Cart, call: Call) => cartBody(books, call.request, cart, validated(books, cart).errors);
  const lineAt = (cart: Cart, key: string, call: Call, message: string) => {
    const line = cart.lines.find((one) => one.key === key);
    if (line === undefined) throw conflict('woocommerce_rest_cart_invalid_key', message, view(cart, call));
    return line;
  };
  const post = (
    path: string,
    run: (cart: Cart, call: Call) => Changed,
    schema: Schema = {},
    status = 200,
  ): Route => ({
    path: `/wc/store/v1/cart/${path}`,
    isStoreApi: true,
    methods: { POST: { access: 'public', schema, handle: cartEndpoint(books, 'write', run, status) } },
  });
  const get = (path: string, answer: (cart: Cart, call: Call) => Answer): Route => ({
    path: `/wc/store/v1/${path}`,
    isStoreApi: true,
    methods: {
      GET: {
        access: 'public',
        handle: cartEndpoint(books, 'read', (cart, call) => ({ cart, answer: (kept) => answer(kept, call) })),
      },
    },
  });
  return [
    {
      path: '/wc/store/v1/cart',
      isStoreApi: true,
      methods: { GET: { access: 'public', handle: cartEndpoint(books, 'read', (cart) => ({ cart })) } },
    },
    {
      ...get('cart/coupons', (cart, { request }) => ({
        body: couponsBody(books, cart, priceCart(books, cart)).map((coupon) => ({
          ...coupon,
          _links: links(
            request,
            `/wc/store/v1/cart/coupons/${asText(coupon['code'])}`,
            '/wc/store/v1/cart/coupons',
            { allow: ['GET', 'DELETE'] },
          ),
        })),
      })),
      allow: 'GET, POST, DELETE',
    },
    {
      path: '/wc/store/v1/cart/items',
      isStoreApi: true,
      allow: 'GET, POST, DELETE',
      methods: {
        GET: {
          access: 'public',
          handle: cartEndpoint(books, 'read', (cart, call) => ({
            cart,
            answer: (kept) => ({
              body: priceCart(books, kept).lines.map((item) => ({
                ...cartItem(books, call.request, kept, item),
                _links: links(
                  call.request,
                  `/wc/store/v1/cart/items/${item.line.key}`,
                  '/wc/store/v1/cart/items',
                ),
              })),
            }),
          })),
        },
        DELETE: {
          access: 'public',
          handle: cartEndpoint(books, 'write', (cart) => ({
            cart: { ...cart, lines: [] },
            answer: () => ({ body: [] }),
          })),
        },
      },
    },
    {
      path: '/wc/store/v1/cart/items/:key',
      isStoreApi: true,
      allow: 'GET, POST, PUT, PATCH, DELETE',
      methods: {
        DELETE: {
          access: 'public',
          handle: cartEndpoint(books, 'write', (cart, call) => {
            const line = lineAt(cart, known(call.path['key']), call, 'Cart item does not exist.');
            return {
              cart: { ...cart, lines: cart.lines.filter((one) => one !== line) },
              answer: () => ({ status: 204 }),
            };
          }),
        },
      },
    },
    post('add-item', (cart, { values }) => ({ cart: withAdded(books, cart, values) }), quantity, 201),
    post(
      'update-item',
      (cart, call) => {
        const line = lineAt(cart, asText(call.values['key']), call, 'Cart item does not exist.');
        const wanted = Number(call.values['quantity']);
        const product = known(productIn(books, line));
        const limits = limitsOf(books, product, cart.orderId);
        const refuse = (word: string, limit: number) =>
          new RestFailure(
            400,
            'invalid_quantity',
            `The ${word} quantity of &quot;${product.name}&quot; allowed in the cart is ${limit}`,
          );
        if (wanted < limits.minimum) throw refuse('minimum', limits.minimum);
        if (wanted > limits.maximum) throw refuse('maximum', limits.maximum);
        return {
          cart: {
            ...cart,
            lines: cart.lines.map((one) => (one === line ? { ...one, quantity: wanted } : one)),
          },
        };
      },
      { key: { type: 'string' }, ...quantity },
    ),
    post('remove-item', (cart, call) => {
      const line = lineAt(
        cart,
        asText(call.values['key']),
        call,
        'Cart item no longer exists or is invalid.',
      );
      return { cart: { ...cart, lines: cart.lines.filter((one) => one !== line) } };
    }),
    post('apply-coupon', (cart, { values }) => ({ cart: withCoupon(books, cart, asText(values['code'])) })),
    post('remove-coupon', (cart, call) => {
      const code = asText(call.values['code']).toLowerCase();
      if (findCoupon(books, code) === undefined)
        throw new RestFailure(400, 'woocommerce_rest_cart_coupon_error', 'Invalid coupon code.');
      if (!cart.coupons.includes(code))
        throw conflict(
          'woocommerce_rest_cart_coupon_invalid_code',
          'Coupon cannot be removed because it is not already applied to the cart.',
          view(cart, call),
        );
      return { cart: { ...cart, coupons: cart.coupons.filter((one) => one !== code) } };
    }),
    post('update-customer', (cart, { values }) => ({ cart: withCustomer(cart, values) })),
    post(
      'select-shipping-rate',
      (cart, { values }) => {
        const id = asText(values['rate_id']);
        const isOffered =
          priceCart(books, cart).offers.some((offer) => offer.id === id) &&
          Number(values['package_id'] ?? 0) === 0;
        return { cart: isOffered ? { ...cart, chosenRate: id } : cart };
      },
      { rate_id: { type: 'string', required: true } },
    ),
  ];
}
