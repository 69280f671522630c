import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { FakeServer } from '@acp-hub/fake-kit';
import { authorizePayment } from '../books/authorize-payment';
import type { Books } from '../books/books';
import { capture, refund, voidPayment } from '../books/movements';
import type { Payment } from '../books/payment';
import { refuse, type Refusal } from '../refusal';
import { amountSchema, authorizeSchema, emptySchema } from './schemas';
import { runWrite, type Call, type Written } from './write';

/** Everything that moves money. */
export function registerWriteRoutes(server: FakeServer, books: Books): void {
  const route = <Body>(
    path: string,
    schema: z.ZodType<Body>,
    write: (call: Call<Body>, paymentId: string) => Written,
  ) =>
    server.app.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const { id = '' } = request.params as { readonly id?: string };
      const outcome = runWrite(server, books, request, schema, (call) => write(call, id));
      if (outcome === 'hang') return reply.hijack();
      if (outcome.answerIsLost) server.strikeAfterApplying(request, { kind: 'hang' });
      return reply.code(outcome.reply.status).send(outcome.reply.body);
    });

  const own = (merchantId: string, id: string): Found => {
    const payment = books.payments.get(id);
    return payment?.merchant_id === merchantId
      ? { ok: true, payment }
      : refuse('not_found', 'There is no such payment.');
  };

  route('/payments', authorizeSchema, (call) => authorizePayment(books, call));

  route('/payments/:id/capture', amountSchema, ({ body, merchantId, occasion }, id) => {
    const found = inCurrency(own(merchantId, id), body.currency);
    return found.ok ? capture(found.payment, body.amount, occasion) : found;
  });

  route('/payments/:id/void', emptySchema, ({ merchantId, occasion }, id) => {
    const found = own(merchantId, id);
    return found.ok ? voidPayment(found.payment, occasion) : found;
  });

  route('/payments/:id/refunds', amountSchema, ({ body, merchantId, occasion }, id) => {
    const found = inCurrency(own(merchantId, id), body.currency);
    return found.ok ? refund(found.payment, body.amount, occasion) : found;
  });
}

type Found = { readonly ok: true; readonly payment: Payment } | Refusal;

function inCurrency(found: Found, currency: string): Found {
  return found.ok && found.payment.currency !== currency
    ? refuse('invalid_request', `The payment is in ${found.payment.currency}.`)
    : found;
}
