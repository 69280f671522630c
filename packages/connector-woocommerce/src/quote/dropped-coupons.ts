import type { RestRefusal } from '../rest/rest-request';
import type { Cart } from '../storefront/cart';
import { plainLine } from '../plain-text';
import { sameCode } from './coupons';

/** Coupons that were let in and dropped again, e.g. below their minimum; the cart says so once, and in prose. */
export function droppedCoupons(
  cart: Cart,
  asked: readonly string[],
  refused: ReadonlyMap<string, RestRefusal>,
): [string, RestRefusal][] {
  const dropped = asked.filter(
    (code) => !refused.has(code) && !cart.coupons.some((applied) => sameCode(applied.code, code)),
  );
  return dropped.map((code) => {
    const said = cart.errors.find(({ message }) => message.toLowerCase().includes(code.toLowerCase()));
    return [
      code,
      {
        kind: 'refused',
        status: 400,
        code: 'woocommerce_rest_cart_coupon_error',
        message: plainLine(said?.message ?? ''),
        data: undefined,
      },
    ];
  });
}
