import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { Books } from '../books/books';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  findIntent,
  updateIntent,
  type IntentResult,
} from '../books/payment-intents';
import type { PaymentIntent } from '../books/records';
import { createRefund } from '../books/refunds';
import { noSuch, type Refusal } from '../refusal';
import { unknownUrl } from './caller';
import { expanded } from './expand';
import { createKeys } from './idempotency';
import type { KeptFailures } from './kept-failures';
import {
  cancelSchema,
  captureSchema,
  confirmIntentSchema,
  createIntentSchema,
  isAuthenticated,
  refundSchema,
  updateIntentSchema,
} from './parameters';
import { runWrite, type Write, type Written } from './write';

export type Route = <Body>(
  path: string,
  schema: z.ZodType<Body>,
  write: (call: Write<Body>, request: FastifyRequest) => Written,
) => void;

/** Registers writes that all run under Stripe's rules for keys. */
export function writeRoutes({ app }: FakeServer, books: Books, failures: KeptFailures): Route {
  const keys = createKeys(books.keys, books.now);
  return (path, schema, write) => {
    app.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const answer = runWrite({ keys, failures }, request, reply, schema, (call) => write(call, request));
      return reply.code(answer.status).send(answer.body);
    });
  };
}

/** Everything that moves money. */
export function registerPaymentRoutes(route: Route, books: Books): void {
  const show = (result: IntentResult, paths: readonly string[]): Written =>
    result.ok ? { ok: true, body: expanded(books, result.value, paths) } : result;

  route('/v1/payment_intents', createIntentSchema, ({ account, body, knowsGrantedTokens }, request) => {
    if (!knowsGrantedTokens) return unknownUrl(request);
    const created = createIntent(books, account, {
      amount: body.amount,
      currency: body.currency,
      captureMethod: body.capture_method,
      token: body.payment_method_data.shared_payment_granted_token,
      metadata: body.metadata,
      confirmation: confirmationOf(body),
    });
    return show(created, body.expand);
  });

  route('/v1/payment_intents/:id', updateIntentSchema, ({ account, body, id }) => {
    const found = ownIntent(books, account, id);
    return found.ok ? show(updateIntent(books, found.value, body.metadata), body.expand) : found;
  });

  route('/v1/payment_intents/:id/confirm', confirmIntentSchema, ({ account, body, id }) => {
    const found = ownIntent(books, account, id);
    return found.ok ? show(confirmIntent(books, found.value, confirmationOf(body)), body.expand) : found;
  });

  route('/v1/payment_intents/:id/capture', captureSchema, ({ account, body, id }) => {
    const found = ownIntent(books, account, id);
    const wanted = { amount: body.amount_to_capture, metadata: body.metadata };
    return found.ok ? show(captureIntent(books, found.value, wanted), body.expand) : found;
  });

  route('/v1/payment_intents/:id/cancel', cancelSchema, ({ account, body, id }) => {
    const found = ownIntent(books, account, id);
    const reason = body.cancellation_reason ?? null;
    return found.ok ? show(cancelIntent(books, found.value, reason), body.expand) : found;
  });

  route('/v1/refunds', refundSchema, ({ account, body }) => {
    const found = ownIntent(books, account, body.payment_intent, 'payment_intent');
    if (!found.ok) return found;
    const { amount, reason = null, metadata } = body;
    const refund = createRefund(books, found.value, { amount, reason, metadata });
    return refund.ok ? { ok: true, body: expanded(books, refund.value, body.expand) } : refund;
  });
}

const confirmationOf = (body: z.infer<typeof confirmIntentSchema>) => ({
  isAuthenticated: isAuthenticated(body),
  errorOnRequiresAction: body.error_on_requires_action === true,
});

export function ownIntent(
  books: Books,
  account: string,
  id: string,
  param = 'intent',
): { readonly ok: true; readonly value: PaymentIntent } | Refusal {
  const intent = findIntent(books, account, id);
  return intent === undefined ? noSuch('payment_intent', id, param) : { ok: true, value: intent };
}
