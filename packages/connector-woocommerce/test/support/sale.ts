import { money, sessionId, totalsOfQuote, type Quote, type QuoteRequest } from '@acp-hub/commerce';
import type { PlaceOrder } from '@acp-hub/connector';
import type { OpenedStore } from './open-store';

/** An order as the shop's books have it. */
export interface SoldOrder {
  readonly total: string;
  readonly currency: string;
  readonly status: string;
  readonly transactionId: string;
}

export const orderFor = (request: QuoteRequest, quote: Quote): PlaceOrder => ({
  idempotencyKey: 'att_1:order',
  sessionId: sessionId('cs_1'),
  request,
  ...(quote.reference !== undefined && { reference: quote.reference }),
  expectedTotal: money(quote.total, request.currency),
  authorization: { provider: 'sandbox', reference: 'pay_1' },
  buyer: { email: 'ada@example.com' },
  ...(request.address !== undefined && { shippingAddress: request.address }),
  marketingConsents: [],
});

/** A purchase from the quote to the payment. @returns what was quoted, and what the books have afterwards. */
export async function sell(
  { store, fake }: OpenedStore,
  request: QuoteRequest,
): Promise<{ readonly quote: Quote; readonly orders: readonly SoldOrder[] }> {
  const quote = await store.quote(request);
  expect(totalsOfQuote(quote, request.currency)).toMatchObject({ kind: 'ok' });
  const { platformOrderId, total } = await store.placeOrder(orderFor(request, quote));
  await store.confirmOrder(platformOrderId, {
    idempotencyKey: 'att_1:confirm',
    provider: 'sandbox',
    reference: 'pay_1',
    amount: total,
  });
  const orders = [...fake.books.orders.values()].map(({ total: sum, currency, status, transactionId }) => ({
    total: sum,
    currency,
    status,
    transactionId,
  }));
  return { quote, orders };
}
