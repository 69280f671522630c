import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { Books } from '../books/books';
import type { Occasion, Payment } from '../books/payment';
import { refusalReply, refuse, type Refusal, type Reply } from '../refusal';
import { fingerprintOf, keyId, readKey, replay } from './idempotency';
import { identifyMerchant } from './merchant';
import { viewOf } from './payment-view';

export interface Call<Body> {
  readonly body: Body;
  readonly merchantId: string;
  readonly occasion: Occasion;
}

/** `hang`: nothing was applied and nothing is answered. `answerIsLost`: all was, and nothing is answered. */
export type Written =
  { readonly ok: true; readonly payment: Payment; readonly answerIsLost?: boolean } | Refusal | 'hang';

type Outcome = { readonly reply: Reply; readonly answerIsLost: boolean } | 'hang';

/**
 * Runs one merchant's write under its idempotency key, and remembers payment and answer together.
 * Synchronous, so that no other request comes between.
 */
export function runWrite<Body>(
  server: FakeServer,
  books: Books,
  request: FastifyRequest,
  schema: z.ZodType<Body>,
  write: (call: Call<Body>) => Written,
): Outcome {
  const merchant = identifyMerchant(request.headers.authorization);
  if (!merchant.ok) return refused(merchant);
  const header = readKey(request.headers['idempotency-key']);
  if (!header.ok) return refused(header);
  const parsed = schema.safeParse(request.body ?? {});
  if (!parsed.success) return refused(refuse('invalid_request', z.prettifyError(parsed.error)));

  const { merchantId } = merchant;
  const { key } = header;
  const keyed = { merchantId, key, path: request.url, body: parsed.data };
  const known = replay(books.keys, keyed);
  if (known !== undefined) return 'ok' in known ? refused(known) : answered(known);

  const occasion = { eventId: `evt_${randomUUID()}`, at: server.clock.now(), idempotencyKey: key };
  const written = write({ body: parsed.data, merchantId, occasion });
  if (written === 'hang') return 'hang';
  const reply = written.ok ? paymentReply(written.payment) : refusalReply(written);
  const paymentId = written.ok ? written.payment.id : undefined;
  if (written.ok) books.payments.set(written.payment.id, written.payment);
  books.keys.set(keyId(merchantId, key), { fingerprint: fingerprintOf(keyed), reply, paymentId });
  return { reply, answerIsLost: written.ok && written.answerIsLost === true };
}

const answered = (reply: Reply): Outcome => ({ reply, answerIsLost: false });
const refused = (refusal: Refusal): Outcome => answered(refusalReply(refusal));

const paymentReply = (payment: Payment): Reply => ({
  status: payment.status === 'declined' ? 402 : 200,
  body: viewOf(payment),
});
