import type { QuoteRequest } from '@acp-hub/commerce';
import type { Shop } from '../shop/shop';
import { fillNewCart } from './fill-cart';
import type { FilledCart } from './filled-cart';
import { cartOf, readReference } from './reference';
import { reuseCart } from './reuse-cart';

/** A cart of the shop that holds the request: the reference's where it still serves, else a new one. */
export async function cartFor(
  shop: Shop,
  request: QuoteRequest,
  reference: string | undefined,
): Promise<FilledCart> {
  const before = readReference(reference);
  if (before === undefined) return fillNewCart(shop, request);
  const reused = await oneAtATime(shop, before.token, () => reuseCart(shop, request, before));
  return reused ?? fillNewCart(shop, request);
}

/** Two callers on one cart would see each other's changes, and two checkouts of one cart make two orders. */
export const oneAtATime = <T>(shop: Shop, token: string, work: () => Promise<T>): Promise<T> =>
  shop.context.lock(`cart/${cartOf(token)}`, work);
