import { known } from '../known';
import type { Books } from '../books/books';
import { withPluginsTotal } from '../books/plugins-total';
import { addNote, findOrder, productOf, saveOrder } from '../books/orders';
import { lineName, moveTo } from '../books/order-status';
import type { Cart } from '../books/records/carts';
import type { Order } from '../books/records/orders';
import { cartBody } from './cart-view';
import { asText, RestFailure, type JsonObject } from '../rest/rest';
import type { Call } from '../rest/routes';
import { isEmail, missingFields, readAddress, withoutEmail } from './addresses';
import { conflict, keep } from './cart-endpoint';
import { draftOf } from './draft-order';
import { mustBeInStock } from './in-stock';
import { mustPay } from './payment';
import { priceCart } from './price-cart';
import { validated } from './validated';
import type { Outcome } from './checkout-view';
import { gatewayOf, paymentData } from './checkout-gateway';

interface Submitted {
  readonly order: Order;
  readonly outcome: Outcome;
  readonly emptied: Cart;
}

export function submit(books: Books, opened: Cart, call: Call): Submitted {
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
  const draft = withPluginsTotal(books, draftOf(books, cart));
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
