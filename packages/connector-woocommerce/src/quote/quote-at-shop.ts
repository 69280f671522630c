import type { Quote, QuoteRequest } from '@acp-hub/commerce';
import type { Shop } from '../shop/shop';
import { cartFor } from './cart-for';
import { settleOption } from './fill-cart';
import type { FilledCart } from './filled-cart';
import { isPickup } from './read-options';
import { readQuote } from './read-quote';
import { optionOf } from './shipping';

export interface PricedCart {
  readonly filled: FilledCart;
  readonly quote: Quote;
}

/** Prices the request in a cart of the shop: the reference's, where that still serves. */
export async function priceAtShop(
  shop: Shop,
  request: QuoteRequest,
  reference?: string,
): Promise<PricedCart> {
  // First, so that a wrong key is no sale: carts are open to everybody.
  await shop.facts();
  const filled = await withoutUnaskedPickup(shop, request, await cartFor(shop, request, reference));
  return { filled, quote: await readQuote(shop, request, filled) };
}

export const quoteAtShop = async (shop: Shop, request: QuoteRequest, reference?: string): Promise<Quote> =>
  (await priceAtShop(shop, request, reference)).quote;

/** Shops choose collection by themselves where it is the first rate; nobody asked for that. */
async function withoutUnaskedPickup(
  shop: Shop,
  request: QuoteRequest,
  filled: FilledCart,
): Promise<FilledCart> {
  const packages = filled.cart.shipping_rates;
  const selected = packages.map(({ shipping_rates: rates }) => rates.find((rate) => rate.selected));
  const collects = selected.some((rate) => rate !== undefined && isPickup(rate));
  const delivered = packages.flatMap(
    ({ shipping_rates: rates }) => rates.find((rate) => !isPickup(rate)) ?? [],
  );
  const canDeliver = delivered.length === packages.length;
  if (request.option !== undefined || request.address === undefined || !collects || !canDeliver)
    return filled;
  const option = optionOf(delivered.map(({ rate_id }) => rate_id));
  return settleOption(shop, { ...request, option }, filled, { always: true });
}
