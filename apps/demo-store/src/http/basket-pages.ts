import { orderRequest, type WireOrder, type WireQuoteRequest } from '@acp-hub/store-contract';
import type { FastifyInstance } from 'fastify';
import { changeOrder } from '../orders/change-order';
import { placeOrder } from '../orders/place-order';
import { recordPayment } from '../orders/record-payment';
import { writeKey } from '../orders/write-key';
import { basketPage } from '../pages/basket-page';
import { textPage } from '../pages/text-page';
import { makeQuote, openQuote } from '../quotes/make-quote';
import { done, refused, type Result } from '../result';
import type { Shop } from '../shop';
import { pathId } from './read-request';
import { sendPage } from './shop-pages';

type Form = Readonly<Record<string, string>>;

const addressOf = (form: Form) => ({
  name: form.name,
  line_one: form.line_one,
  city: form.city,
  ...(form.state && { state: form.state }),
  postal_code: form.postal_code,
  country: form.country,
});

/** Orders what a quote describes, to be paid by invoice: once, however often the button is pressed. */
async function orderByInvoice(shop: Shop, quoteId: string, form: Form): Promise<Result<WireOrder>> {
  const request = orderRequest.safeParse({
    quote_id: quoteId,
    expected_total: Number(form.expected_total),
    session_id: quoteId,
    buyer: { name: form.name, email: form.email },
    ...(form.line_one !== undefined && { shipping: addressOf(form) }),
    consents: [],
  });
  if (!request.success) {
    const field = request.error.issues[0]?.path.at(-1);
    return refused('invalid_request', `Please check the field “${String(field)}”.`);
  }
  const placed = await placeOrder(shop, request.data, writeKey('place', quoteId, '', quoteId));
  if (!placed.ok) return placed;
  const { id, number, totals } = placed.value.order;
  const payment = { provider: 'invoice', reference: number, amount: totals.total };
  const downloads = shop.links.page(`downloads/${id}`);
  const paid = await changeOrder(shop, id, (order, now) => recordPayment(order, payment, now, downloads));
  return paid.ok ? done(paid.value.order) : paid;
}

/** Where a buyer finishes by themselves. */
export function serveBasketPages(app: FastifyInstance, shop: Shop): void {
  const { merchant } = shop;

  const show = async (request: WireQuoteRequest, problem?: string): Promise<string> => {
    const quote = await makeQuote(shop, request);
    return quote.ok
      ? basketPage({ merchant, quote: quote.value, request, ...(problem !== undefined && { problem }) })
      : textPage(merchant, 'Not now', quote.refusal.message);
  };

  app.get('/baskets/:id', async (request, reply) => {
    const quote = await openQuote(shop, pathId(request));
    return quote.ok
      ? sendPage(reply, await show(quote.value.request))
      : sendPage(reply, textPage(merchant, 'This basket has expired', 'Ask your agent for a new one.'), 410);
  });

  app.post('/baskets/:id', async (request, reply) => {
    const id = pathId(request);
    const ordered = await orderByInvoice(shop, id, request.body as Form);
    if (ordered.ok) {
      const text = `Your order ${ordered.value.number} is on its way to ${ordered.value.buyer.email}.`;
      return sendPage(reply, textPage(merchant, 'Thank you', text));
    }
    const quote = await openQuote(shop, id);
    return quote.ok
      ? sendPage(reply, await show(quote.value.request, ordered.refusal.message), 409)
      : sendPage(reply, textPage(merchant, 'Not now', ordered.refusal.message), 410);
  });
}
