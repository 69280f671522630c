import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { money, sessionId, type ItemId, type Quote, type QuoteRequest } from '@acp-hub/commerce';
import type { LeftOut, Page, PaymentRecord, PlacedOrder, PlaceOrder, Store } from '@acp-hub/connector';
import type { Facts } from './facts';

export const buyer = {
  firstName: 'Ada',
  lastName: 'Byron',
  fullName: 'Ada Byron',
  email: 'ada.byron@example.com',
  phoneNumber: '+12025550147',
};

type Basket = readonly (readonly [ItemId, number])[];

/** A request for these items at the taxed address, everything else plain. */
export function requestFor(facts: Facts, basket: Basket, more: Partial<QuoteRequest> = {}): QuoteRequest {
  return {
    items: basket.map(([id, quantity]) => ({ id, quantity })),
    currency: facts.currency,
    coupons: [],
    buyer,
    address: facts.addresses.taxed,
    ...more,
  };
}

/** Quotes, and quotes again with the store's default option where it waits for a choice. */
export async function quoteReadyToOrder(
  store: Store,
  request: QuoteRequest,
): Promise<{ request: QuoteRequest; quote: Quote }> {
  const quote = await store.quote(request);
  const option = quote.chosenOption ?? quote.defaultOption ?? quote.options[0]?.id;
  if (option === undefined || option === quote.chosenOption)
    return { request: option === undefined ? request : { ...request, option }, quote };
  const chosen = { ...request, option };
  return { request: chosen, quote: await store.quote(chosen, quote.reference) };
}

/** The order a buyer accepted: one `inStock` unless told. */
export async function acceptedOrder(
  store: Store,
  facts: Facts,
  basket: Basket = [[facts.items.inStock.id, 1]],
): Promise<PlaceOrder> {
  const { request, quote } = await quoteReadyToOrder(store, requestFor(facts, basket));
  const { taxed } = facts.addresses;
  return {
    idempotencyKey: randomUUID(),
    sessionId: sessionId(`cs_${randomUUID()}`),
    request,
    ...(quote.reference !== undefined && { reference: quote.reference }),
    expectedTotal: money(quote.total, quote.currency),
    buyer,
    shippingAddress: taxed,
    billingAddress: taxed,
    marketingConsents: [],
  };
}

export async function placeOne(store: Store, facts: Facts): Promise<PlacedOrder> {
  return store.placeOrder(await acceptedOrder(store, facts));
}

export const paymentOf = (placed: PlacedOrder): PaymentRecord => ({
  idempotencyKey: randomUUID(),
  provider: 'sandbox',
  reference: `pay_${randomUUID()}`,
  amount: placed.total,
});

export async function buyOne(
  store: Store,
  facts: Facts,
): Promise<{ placed: PlacedOrder; payment: PaymentRecord }> {
  const placed = await placeOne(store, facts);
  const payment = paymentOf(placed);
  await store.confirmOrder(placed.platformOrderId, payment);
  return { placed, payment };
}

/** All pages, with what each page held. Ends with a failure where paging does not. */
export async function allPages<T>(
  page: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<{ pages: number; items: T[]; deletedIds: string[]; leftOut: LeftOut[] }> {
  const items: T[] = [];
  const deletedIds: string[] = [];
  const leftOut: LeftOut[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const answer = await page(cursor);
    items.push(...answer.items);
    deletedIds.push(...(answer.deletedIds ?? []));
    leftOut.push(...(answer.leftOut ?? []));
    cursor = answer.nextCursor;
    if (cursor === undefined) return { pages, items, deletedIds, leftOut };
    assert.ok(!cursors.has(cursor), `paging never ends: the cursor ${cursor} came twice`);
    cursors.add(cursor);
  }
}

/** The whole catalogue, or what changed since. */
export const catalogueOf = (store: Store, updatedSince?: string) =>
  allPages((cursor) =>
    store.listProducts({
      ...(cursor !== undefined && { cursor }),
      ...(updatedSince !== undefined && { updatedSince }),
    }),
  );
