import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { Books } from '../books/books';
import { refusalReply, refuse, type Refusal } from '../refusal';
import { keyId } from './idempotency';
import { identifyMerchant } from './merchant';
import { viewOf } from './payment-view';

/** A merchant's view of its own payments, and the back door to everybody's. */
export function registerReadRoutes({ app }: FakeServer, books: Books): void {
  const ofMerchant = (
    path: string,
    read: (merchantId: string, request: FastifyRequest) => object | Refusal,
  ) =>
    app.get(path, async (request, reply) => {
      const merchant = identifyMerchant(request.headers.authorization);
      if (!merchant.ok) return sendRefusal(reply, merchant);
      const found = read(merchant.merchantId, request);
      return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found);
    });

  ofMerchant('/account', (merchantId) => ({ merchant_id: merchantId, mode: 'test' }));

  ofMerchant('/payments/:id', (merchantId, request) => {
    const { id } = request.params as { readonly id: string };
    const payment = books.payments.get(id);
    return payment?.merchant_id === merchantId
      ? viewOf(payment)
      : refuse('not_found', 'There is no such payment.');
  });

  /** The payment that a write under that key concerned: a list of one or none. */
  ofMerchant('/payments', (merchantId, request) => {
    const key = (request.query as { readonly idempotency_key?: unknown }).idempotency_key;
    if (typeof key !== 'string')
      return refuse('invalid_request', 'Ask for one payment: ?idempotency_key=<key>.');
    const paymentId = books.keys.get(keyId(merchantId, key))?.paymentId;
    const payment = paymentId === undefined ? undefined : books.payments.get(paymentId);
    return { payments: payment === undefined ? [] : [viewOf(payment)] };
  });

  app.get('/admin/books', async () => ({ payments: [...books.payments.values()] }));
}

const isRefusal = (found: object | Refusal): found is Refusal => 'ok' in found;

const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply => {
  const { status, body } = refusalReply(refusal);
  return reply.code(status).send(body);
};
