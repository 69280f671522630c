import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon, refusalOf, sentenceOf } from '../books/coupons';
import { isOnSaleNow, isPurchasable, stockView } from '../books/products';
import type { Cart, CartError } from '../books/records/carts';
import { moneyFormat } from '../books/shop-rules';
import { withSymbol } from '../core/money-text';
import { limitsOf, productIn } from './limits';
import { priceCart } from './price-cart';

export interface Validated {
  readonly cart: Cart;
  /** Of this answer alone, and those that stay. */
  readonly errors: readonly CartError[];
  readonly dropped: readonly CartError[];
}

/** The cart as the shop would have it now: what can no longer be bought goes, quantities sink with stock, coupons lapse. */
export function validated(books: Books, cart: Cart): Validated {
  const removed: CartError[] = [];
  const lines = cart.lines.flatMap((line) => {
    const product = productIn(books, line);
    if (product === undefined) return [];
    if (product.status === 'trash' || !isPurchasable(books, product)) {
      removed.push({
        code: 'woocommerce_rest_cart_item_error',
        message: `${product.name} has been removed from your cart because it can no longer be purchased. Please contact us if you need assistance.`,
      });
      return [];
    }
    const { maximum } = limitsOf(books, product, cart.orderId);
    return [line.quantity > maximum ? { ...line, quantity: maximum } : line];
  });
  const kept: Cart = { ...cart, lines, errors: [...cart.errors, ...removed] };
  const { coupons, dropped } = couponsThatHold(books, kept);
  const outOfStock = lines.flatMap((line) => {
    const product = known(productIn(books, line));
    if (stockView(books, product).status !== 'outofstock') return [];
    return [
      {
        code: 'woocommerce_rest_product_out_of_stock',
        message: `&#8220;${product.name}&#8221; is out of stock and cannot be purchased. Please remove it from your cart.`,
      },
    ];
  });
  return { cart: { ...kept, coupons }, errors: [...kept.errors, ...outOfStock], dropped };
}

function couponsThatHold(
  books: Books,
  cart: Cart,
): { coupons: readonly string[]; dropped: readonly CartError[] } {
  const dropped: CartError[] = [];
  const coupons = cart.coupons.filter((code) => {
    const sentence = couponSentence(books, cart, code);
    if (sentence === undefined) return true;
    dropped.push({
      code: 'woocommerce_rest_cart_coupon_error',
      message: `The &#8220;${code}&#8221; coupon has been removed from your cart: ${sentence}`,
    });
    return false;
  });
  return { coupons, dropped };
}

/** Why a coupon does not apply to the cart, for its buyer; `undefined` where it does. */
export function couponSentence(books: Books, cart: Cart, code: string): string | undefined {
  const { lines, shownSubtotal } = priceCart(books, { ...cart, coupons: [] });
  const refusal = refusalOf(books, code, {
    subtotal: shownSubtotal,
    lines: lines.map(({ line, product }) => ({ ...line, onSale: isOnSaleNow(product, books.now()) })),
  });
  // A cart that holds nothing yet cannot fall short of a minimum.
  if (refusal === undefined || (lines.length === 0 && refusal.why === 'no_product')) return undefined;
  return sentenceOf(
    refusal,
    findCoupon(books, code)?.code ?? code,
    (amount) => withSymbol(amount, moneyFormat(books)),
    true,
  );
}
