import type { Books } from '../books/books';
import type { Cart, CartError } from '../books/records/carts';
import { RestFailure, type JsonObject } from '../rest/rest';
import type { Answer, Call } from '../rest/routes';
import { cartBody, cartHash } from './cart-view';
import { priceCart } from './price-cart';
import { mustMayWrite, openCart, sessionHeaders } from './session';
import { validated } from './validated';

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
