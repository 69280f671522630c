import type { Address } from '@acp-hub/commerce';
import { ConnectorError, type PlacedOrder, type PlaceOrder } from '@acp-hub/connector';
import { z } from 'zod';
import { order } from '../orders/order-schema';
import { readPlacedOrder } from '../orders/read-order';
import { addressFailure } from '../quote/address-failure';
import { oneAtATime } from '../quote/cart-for';
import { writeAddress } from '../quote/customer';
import { priceAtShop } from '../quote/quote-at-shop';
import { addressDigest, itemsDigest, readReference, type CartState } from '../quote/reference';
import { unexpected } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { holdAgainst } from '../placing/compare';
import { COMPANION_GATEWAY } from './namespace';
import { provePayment } from './proof';

const answer = z.object({
  payment_result: z.object({
    payment_details: z.array(z.object({ key: z.string(), value: z.unknown() })),
  }),
});

const ADDRESS_CODES = new Set([
  'rest_invalid_param',
  'woocommerce_rest_invalid_address',
  'woocommerce_rest_missing_email_address',
]);

/**
 * Places the order by the shop's own checkout. The plugin holds total and items against the proof, in the moment in
 * which the shop takes the stock; a cart that no longer serves, or is refused, is priced anew, which says what changed.
 */
export async function placeFinal(shop: Shop, secret: string, placing: PlaceOrder): Promise<PlacedOrder> {
  const accepted = acceptedCart(placing);
  if (accepted !== undefined) {
    const placed = await checkOut(shop, secret, placing, accepted);
    if (placed.kind === 'placed') return placed.order;
  }
  const priced = await priceAtShop(shop, placing.request);
  holdAgainst(placing, priced);
  const { token, cart } = priced.filled;
  const again = await checkOut(shop, secret, placing, {
    token,
    ...(cart.shipping_address.state !== '' && { state: cart.shipping_address.state }),
  });
  if (again.kind === 'placed') return again.order;
  throw failureOf(again, placing);
}

/** A cart to check out, and how it writes the state: the checkout does not take every code an agent may send. */
type StandingCart = Pick<CartState, 'token' | 'state'>;

/** The cart of the quote the buyer accepted, where it is known to hold just that. */
function acceptedCart({ reference, request }: PlaceOrder): StandingCart | undefined {
  const state = readReference(reference);
  const isSame =
    state !== undefined &&
    state.items === itemsDigest(request) &&
    state.address === addressDigest(request) &&
    (request.option === undefined || state.option === request.option);
  return isSame ? state : undefined;
}

type CheckedOut = { readonly kind: 'placed'; readonly order: PlacedOrder } | RestRefusal;

async function checkOut(
  shop: Shop,
  secret: string,
  placing: PlaceOrder,
  { token, state }: StandingCart,
): Promise<CheckedOut> {
  const checkedOut = await oneAtATime(shop, token, () =>
    shop.storefront.checkout(token, bodyOf(placing, secret, shop.context.clock.now(), state)),
  );
  if (checkedOut.kind === 'refused') return checkedOut;
  const parsed = answer.safeParse(checkedOut.body);
  const details = parsed.success ? parsed.data.payment_result.payment_details : [];
  const written = details.find(({ key }) => key === 'acp_order')?.value;
  const own = order.safeParse(parse(written));
  if (own.success)
    return { kind: 'placed', order: readPlacedOrder(own.data, { refunds: [], shipments: [] }) };
  throw new ConnectorError(
    { kind: 'config' },
    'The shop’s checkout did not answer with the order: bring the companion plugin up to date.',
    'unknown',
  );
}

function bodyOf(placing: PlaceOrder, secret: string, now: Date, state?: string): object {
  const { buyer, shippingAddress, billingAddress, note } = placing;
  const { acp_proof, acp_signature } = provePayment(placing, secret, now);
  const written = (address: Address) =>
    writeAddress(address, buyer, isSameState(address, placing.request.address) ? state : undefined);
  const billing = billingAddress ?? shippingAddress;
  return {
    ...(shippingAddress !== undefined && { shipping_address: written(shippingAddress) }),
    billing_address: { ...(billing && written(billing)), email: buyer.email },
    customer_note: note ?? '',
    payment_method: COMPANION_GATEWAY,
    payment_data: [
      { key: 'acp_proof', value: acp_proof },
      { key: 'acp_signature', value: acp_signature },
    ],
  };
}

const isSameState = (address: Address, quoted: Address | undefined): boolean =>
  quoted !== undefined && address.country === quoted.country && address.state === quoted.state;

function failureOf(refusal: RestRefusal, { billingAddress }: PlaceOrder): ConnectorError {
  const { code, status } = refusal;
  if (ADDRESS_CODES.has(code)) return addressFailure(refusal, billingAddress !== undefined);
  if (code === 'woocommerce_rest_checkout_payment_method_disabled')
    return new ConnectorError(
      { kind: 'config' },
      'The shop does not accept the hub’s proof of payment: install the companion plugin, switch its gateway on, and enter the same shared secret on both sides.',
      'not_applied',
      { status },
    );
  return unexpected('the order', refusal);
}

function parse(written: unknown): unknown {
  try {
    return typeof written === 'string' ? (JSON.parse(written) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
