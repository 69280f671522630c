import type { QuoteRequest } from '@acp-hub/commerce';
import type { Shop } from '../shop/shop';
import type { Cart } from '../storefront/cart';
import type { CartWrite } from '../storefront/storefront';
import { lineFor } from './cart-line';
import { onceEach, sameCode } from './coupons';
import { customerOf, lastCart, refusals, settleAddress, settleOption, writeAll } from './fill-cart';
import type { FilledCart } from './filled-cart';
import { addressDigest, itemsDigest, type CartState } from './reference';
import { selectRates } from './shipping';
import { wantedOf } from './wanted';

/**
 * The cart of an earlier quote, brought up to date in one call: with the address, coupons or option that changed, or
 * only read. The answer is held against the request, since a token that went bad yields an empty cart, and stock
 * that sank a smaller one, both without a word.
 * @returns `undefined` where the cart is of no use for this request; a new one says what stands in the way.
 */
export async function reuseCart(
  shop: Shop,
  request: QuoteRequest,
  before: CartState,
): Promise<FilledCart | undefined> {
  const coupons = onceEach(request.coupons);
  const { items } = wantedOf(request);
  if (before.items !== itemsDigest(request)) return undefined;
  if (before.coupons.some((code) => !coupons.some((wanted) => sameCode(wanted, code)))) return undefined;
  const moved = before.address !== addressDigest(request);
  if (moved && request.address === undefined) return undefined;

  const customer = moved ? customerOf(request) : [];
  const missing = coupons.filter((code) => !before.coupons.includes(code.toLowerCase()));
  const chooses = request.option !== undefined && (moved || request.option !== before.option);
  const writes: CartWrite[] = [
    ...customer,
    ...missing.map((code): CartWrite => ({ action: 'apply-coupon', body: { code } })),
    ...(chooses && request.option !== undefined ? selectRates(request.option) : []),
  ];
  const answers = writes.length === 0 ? [] : await writeAll(shop, before.token, writes);
  if (answers.some((answer) => answer.kind === 'refused' && answer.status === 401)) return undefined;
  const cart = writes.length === 0 ? (await shop.storefront.getCart(before.token)).cart : lastCart(answers);
  if (cart === undefined) return undefined;
  const filled: FilledCart = {
    token: before.token,
    cart,
    refusedItems: new Map(),
    refusedCoupons: refusals(missing, answers.slice(customer.length), (code) => code),
  };
  const settled = await settleOption(
    shop,
    request,
    customer.length === 0 ? filled : await settleAddress(shop, request, filled, answers[0]),
  );
  return holds(settled.cart, items, before.coupons) ? settled : undefined;
}

const holds = (
  cart: Cart,
  items: ReturnType<typeof wantedOf>['items'],
  coupons: readonly string[],
): boolean =>
  cart.errors.length === 0 &&
  cart.items.length === items.length &&
  items.every((wanted) => lineFor(cart, wanted)?.quantity === wanted.quantity) &&
  coupons.every((code) => cart.coupons.some((applied) => sameCode(applied.code, code)));
