import type { Books } from '../books/books';
import type { Cart } from '../books/records/carts';
import { basePlace } from '../books/shop-rules';
import type { Place } from '../core/tax';

/** Where a cart is taxed: at the shop, if the buyer fetches it. */
export function cartPlace(books: Books, cart: Cart): Place {
  if (cart.chosenRate?.startsWith('local_pickup:')) return basePlace(books);
  const basedOn = books.setting('woocommerce_tax_based_on');
  const wanted = basedOn === 'base' ? undefined : basedOn === 'billing' ? cart.billing : cart.shippingAddress;
  return wanted === undefined || wanted.country === '' ? basePlace(books) : wanted;
}
