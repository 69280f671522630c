import { known } from '../known';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from '../books/books';
import { addNote, findOrder, productOf, saveOrder } from '../books/orders';
import { lineName, moveTo, needsPayment } from '../books/order-status';
import type { Cart, Order } from '../books/records';
import { availableGateways } from './cart-view';
import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { invalid, type Schema } from '../rest/schema';
import { addressComplaint, isEmail, missingFields, readAddress } from './addresses';
import { cartBody } from './cart-view';
import { cartEndpoint, conflict, keep } from './cart-routes';
import { draftOf } from './draft-order';
import { mustBeInStock } from './in-stock';
import { mustPay, paymentDetails, type PaymentDetails } from './payment';
import { NO_ADDRESS, NO_BILLING } from '../books/orders';
import { priceCart } from './price-cart';
import { checkoutLimit } from './rate-limit';
import { validated } from './validated';
import { checkoutBody, type Outcome } from './checkout-view';

/** PHP takes its time: two requests with one token both see the cart full. */
const CHECKOUT_TAKES_MS = 30;

function checkoutSchema(books: Books): Schema {
  const address = (blank: typeof NO_ADDRESS | typeof NO_BILLING) => ({
    type: 'object' as const,
    check: (value: Json) => {
      const read = readAddress(blank, value);
      const email = isObject(value) ? asText(value['email']) : '';
      if ('email' in blank && email !== '' && !isEmail(email))
        return { code: 'invalid_email', message: 'The provided email address is not valid' };
      return addressComplaint(read);
    },
  });
  return {
    billing_address: { ...address(NO_BILLING), required: true },
    shipping_address: address(NO_ADDRESS),
    customer_note: { type: 'string' },
    payment_method: { type: 'string', enum: ['', ...[...books.gateways.values()].map(({ id }) => id)] },
    payment_data: { type: 'array', items: { type: 'object' } },
  };
}

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

interface Submitted {
  readonly order: Order;
  readonly outcome: Outcome;
  readonly emptied: Cart;
}

function submit(books: Books, opened: Cart, call: Call): Submitted {
  const { values, request } = call;
  const whole = (cart: Cart) => cartBody(books, request, cart, validated(books, cart).errors);
  if (opened.lines.length === 0)
    throw conflict(
      'woocommerce_rest_cart_empty',
      'Cannot place an order, your cart is empty.',
      whole(opened),
      { 0: 400 },
    );
  const before = mustHold(books, opened, whole);
  const billing = readAddress(before.billing, values['billing_address']);
  const shippingAddress = readAddress(
    before.shippingAddress,
    values['shipping_address'] ??
      (priceCart(books, before).needsShipping ? undefined : withoutEmail(values['billing_address'])),
  );
  const cart = keep(books, { ...before, billing, shippingAddress });
  const draft = draftOf(books, cart);
  const ordered = keep(books, { ...cart, orderId: draft.id });
  const method = gatewayOf(books, values);
  const order = saveOrder(books, {
    ...draft,
    customerNote: asText(values['customer_note']),
    paymentMethod: method.id,
    paymentMethodTitle: method.title,
  });
  mustBeComplete(books, ordered);
  const pending = order.status === 'checkout-draft' ? asPending(books, order) : order;
  books.announce('order.updated', pending.id);
  books.announce('order.created', pending.id);
  const { paid, details } = mustPay(books, request, pending, paymentData(values));
  return {
    order: known(findOrder(books, paid.id)),
    outcome: { status: 'success', details },
    emptied: {
      ...ordered,
      lines: [],
      coupons: [],
      orderId: undefined,
      errors: [],
      chosenRate: undefined,
      offeredRates: [],
    },
  };
}

const withoutEmail = (billing: Json | undefined): Json | undefined =>
  isObject(billing) ? { ...billing, email: undefined } : undefined;

/** @throws RestFailure 409 with the cart where anything in it can no longer be bought, or a coupon lapsed. */
function mustHold(books: Books, cart: Cart, whole: (cart: Cart) => JsonObject): Cart {
  const checked = validated(books, cart);
  const plain = (message: string) => message.replaceAll(/&#822[01];/g, '"');
  const [problem] = [...checked.dropped, ...checked.errors];
  const kept = keep(books, checked.cart);
  if (problem !== undefined) throw conflict(problem.code, plain(problem.message), whole(kept), { 0: 409 });
  mustBeInStock(books, kept, () => whole(kept));
  return kept;
}

function gatewayOf(books: Books, values: JsonObject): { id: string; title: string } {
  const id = asText(values['payment_method']);
  if (id === '')
    throw new RestFailure(
      400,
      'woocommerce_rest_checkout_missing_payment_method',
      'No payment method provided.',
    );
  const gateway = known(books.gateways.get(id));
  const isOpen =
    id === 'acp_hub'
      ? gateway.enabled && paymentData(values).proof(books) !== undefined
      : availableGateways(books).includes(id);
  if (!isOpen)
    throw new RestFailure(
      400,
      'woocommerce_rest_checkout_payment_method_disabled',
      `${gateway.title} is not available for this order—please choose a different payment method`,
    );
  return { id, title: gateway.title };
}

const paymentData = (values: JsonObject): PaymentDetails =>
  paymentDetails(
    (Array.isArray(values['payment_data']) ? (values['payment_data'] as readonly Json[]) : []).filter(
      isObject,
    ),
  );

function mustBeComplete(books: Books, cart: Cart): void {
  const priced = priceCart(books, cart);
  if (!isEmail(cart.billing.email))
    throw new RestFailure(400, 'woocommerce_rest_missing_email_address', 'A valid email address is required');
  if (priced.needsShipping && priced.chosen === undefined)
    throw new RestFailure(
      400,
      'woocommerce_rest_invalid_shipping_option',
      'Sorry, this order requires a shipping option.',
    );
  const missing = {
    ...(priced.needsShipping &&
      missingFields(cart.shippingAddress).length > 0 && { shipping: missingFields(cart.shippingAddress) }),
    ...(missingFields(cart.billing).length > 0 && { billing: missingFields(cart.billing) }),
  };
  const [[kind, problems] = []] = Object.entries(missing);
  if (kind !== undefined)
    throw new RestFailure(
      400,
      'woocommerce_rest_invalid_address',
      `There was a problem with the provided ${kind} address: ${known(problems).join(', ')}`,
      { errors: missing, status: 400 },
    );
}

/** Held for its buyer while the payment runs. */
function asPending(books: Books, order: Order): Order {
  const minutes = Number(books.setting('woocommerce_hold_stock_minutes') || 60);
  const held = order.lines.flatMap((line) => {
    const product = productOf(books, line);
    return product?.managesStock ? [`- ${lineName(product)} &times; ${line.quantity}`] : [];
  });
  if (held.length > 0)
    addNote(books, order.id, `Stock hold of ${minutes} minutes applied to: <br>${held.join('<br>')}`);
  return moveTo(books, { ...order, holdsStockUntil: books.now() + minutes * 60_000 }, 'pending');
}

function payForOrder(books: Books, cart: Cart, call: Call): { cart: Cart; answer: () => Answer } {
  const { values, path, request } = call;
  const order = findOrder(books, known(path['id']));
  if (order === undefined || order.key !== asText(values['key']))
    throw new RestFailure(401, 'woocommerce_rest_invalid_order', 'Invalid order ID or key provided.');
  if (!needsPayment(order))
    throw new RestFailure(
      500,
      'invalid_order_update_status',
      'This order cannot be paid for.',
      {},
      { raw: null },
    );
  const billing = readAddress(order.billing, values['billing_address']);
  const complaint = addressComplaint(billing);
  if (complaint !== undefined) throw invalid([['billing_address', complaint]]);
  const method = gatewayOf(books, values);
  const shippingAddress = readAddress(
    order.shippingAddress,
    values['shipping_address'] ?? withoutEmail(values['billing_address']),
  );
  const ready = saveOrder(books, {
    ...order,
    billing,
    shippingAddress,
    paymentMethod: method.id,
    paymentMethodTitle: method.title,
  });
  const { paid, details } = mustPay(books, request, ready, paymentData(values));
  books.announce('order.updated', paid.id);
  return {
    cart,
    answer: () => ({ body: checkoutBody(books, request, paid, { status: 'success', details }) }),
  };
}
