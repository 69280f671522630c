import { known } from '../known';
import type { Books } from '../books/books';
import type { Cart } from '../books/records/carts';
import type { JsonObject } from '../rest/rest';
import { conflict } from './cart-endpoint';
import { productIn, remaining } from './limits';

/** At the last moment: another order may have taken, or may hold, what the cart wants. */
export function mustBeInStock(books: Books, cart: Cart, whole: () => JsonObject): void {
  for (const line of cart.lines) {
    const product = known(productIn(books, line));
    const left = remaining(books, product, cart.orderId);
    if (left !== undefined && left < line.quantity)
      throw conflict(
        'woocommerce_rest_product_out_of_stock',
        `"${product.name}" is out of stock and cannot be purchased. Please remove it from your cart.`,
        whole(),
        { 0: 409 },
      );
  }
}
