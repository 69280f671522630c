import { randomUUID } from 'node:crypto';
import { keyId } from '../http/idempotency';
import type { AuthorizeBody } from '../http/schemas';
import type { Call, Written } from '../http/write';
import { refuse, type Refusal } from '../refusal';
import { inspectToken } from '../tokens/ticket';
import { authorize, mayResume } from './authorize';
import type { Books } from './books';
import type { Payment } from './payment';

/** Opens a payment, or goes on with one that comes back from 3-D Secure, and spends the token. */
export function authorizePayment(books: Books, call: Call<AuthorizeBody>): Written {
  const { body, merchantId, occasion } = call;
  const found = paymentToDecide(books, call);
  if (!found.ok) return found;
  const { payment } = found;
  const { amount, currency } = body;
  const minted = books.tokens.get(body.token);
  const use = { paymentId: payment.id, merchantId, amount, currency, now: occasion.at };
  const ticket = inspectToken(body.token, minted, use);

  const key = keyId(merchantId, occasion.idempotencyKey);
  if (ticket.ok && ticket.behaviour === 'timeout_before' && books.hung.get(key) === undefined) {
    books.hung.set(key, true);
    return 'hang';
  }
  if (ticket.ok && minted !== undefined) books.tokens.set(minted.id, { ...minted, spent_by: payment.id });
  return {
    ok: true,
    payment: authorize(payment, ticket, body.authentication, occasion),
    answerIsLost: ticket.ok && ticket.behaviour === 'timeout_after',
  };
}

function paymentToDecide(
  books: Books,
  { body, merchantId, occasion }: Call<AuthorizeBody>,
): { readonly ok: true; readonly payment: Payment } | Refusal {
  const resumed = body.authentication?.payment_id;
  if (resumed !== undefined) {
    const payment = books.payments.get(resumed);
    if (payment?.merchant_id !== merchantId) return refuse('not_found', 'There is no such payment.');
    return mayResume(payment, body);
  }
  const { token, amount, currency, reference, metadata } = body;
  return {
    ok: true,
    payment: {
      id: `pay_${randomUUID()}`,
      merchant_id: merchantId,
      status: 'requires_authentication',
      amount,
      currency,
      authorized: 0,
      captured: 0,
      voided: 0,
      refunded: 0,
      lapses: false,
      token,
      reference,
      metadata,
      created_at: occasion.at.toISOString(),
      events: [],
    },
  };
}
