import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import type { Cart, CartError } from '../books/records';
import { asText, RestFailure, type JsonObject } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { invalid, type Complaint, type Schema } from '../rest/schema';
import { addressComplaint, isEmail, readAddress } from './addresses';
import { withAdded } from './cart-lines';
import { cartItem } from './cart-item-view';
import { cartBody, cartHash, couponsBody } from './cart-view';
import { limitsOf, productIn } from './limits';
import { priceCart } from './price-cart';
import { links } from '../v3/links';
import { mustMayWrite, openCart, sessionHeaders } from './session';
import { couponSentence, validated } from './validated';

const quantity: Schema = { quantity: { type: 'integer' } };

/** A refusal that carries the cart as it is. */
export const conflict = (
  code: string,
  message: string,
  cart: JsonObject,
  data: JsonObject = {},
): RestFailure => new RestFailure(409, code, message, { ...data, status: 409, cart });

export type Changed = {
  readonly cart: Cart;
  readonly answer?: (cart: Cart) => Answer;
  readonly errors?: readonly CartError[];
};

/** Runs one cart route: opens the cart, checks it, keeps it, and says whose it is in the headers. */
export function cartEndpoint(
  books: Books,
  mode: 'read' | 'write',
  run: (cart: Cart, call: Call) => Changed | Promise<Changed>,
  status = 200,
) {
  return async (call: Call): Promise<Answer> => {
    const cart = openCart(books, call.request);
    const headers = (of: Cart) => sessionHeaders(books, of.id, cartHash(books, of));
    try {
      if (mode === 'write') mustMayWrite(books, call.request);
      const checked = mode === 'read' ? keep(books, validated(books, cart).cart) : cart;
      const changed = await run(checked, call);
      const after = validated(books, changed.cart);
      const fresh = mode === 'read' ? validated(books, cart).dropped : after.dropped;
      const kept = keep(books, settled(books, after.cart));
      const answer = changed.answer?.(kept) ?? {
        body: cartBody(books, call.request, kept, [...after.errors, ...fresh, ...(changed.errors ?? [])]),
      };
      return { status, ...answer, headers: { ...headers(kept), ...answer.headers } };
    } catch (error) {
      if (error instanceof RestFailure)
        Object.assign(error, { headers: { ...headers(books.carts.get(cart.id) ?? cart), ...error.headers } });
      throw error;
    }
  };
}

export function keep(books: Books, cart: Cart): Cart {
  books.carts.set(cart.id, cart);
  return cart;
}

/** Where the offered rates changed, the first of them is chosen again. */
function settled(books: Books, cart: Cart): Cart {
  const offered = priceCart(books, cart).offers.map(({ id }) => id);
  const isSame = offered.join() === cart.offeredRates.join();
  return {
    ...cart,
    offeredRates: offered,
    chosenRate: isSame && offered.includes(cart.chosenRate ?? '') ? cart.chosenRate : offered[0],
  };
}

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

function withCoupon(books: Books, cart: Cart, given: string): Cart {
  const refuse = (message: string) => new RestFailure(400, 'woocommerce_rest_cart_coupon_error', message);
  const code = given.toLowerCase();
  if (code === '' || cart.coupons.includes(code))
    throw refuse(`Coupon code &quot;${code}&quot; has already been applied.`);
  const sentence = couponSentence(books, cart, code);
  if (sentence !== undefined) throw refuse(sentence);
  const isAlone = findCoupon(books, code)?.individualUse === true;
  return { ...cart, coupons: isAlone ? [code] : [...cart.coupons, code] };
}

/** @throws RestFailure for what is no address; an e-mail that is none is forgotten instead. */
function withCustomer(cart: Cart, values: JsonObject): Cart {
  const billing = readAddress(cart.billing, values['billing_address']);
  const shippingAddress = readAddress(cart.shippingAddress, values['shipping_address']);
  const complaints: (readonly [string, Complaint])[] = [];
  for (const [name, address] of [
    ['billing_address', billing],
    ['shipping_address', shippingAddress],
  ] as const) {
    const complaint = values[name] === undefined ? undefined : addressComplaint(address);
    if (complaint !== undefined) complaints.push([name, complaint]);
  }
  if (complaints.length > 0) throw invalid(complaints);
  return {
    ...cart,
    billing: { ...billing, email: isEmail(billing.email) ? billing.email : '' },
    shippingAddress,
  };
}
