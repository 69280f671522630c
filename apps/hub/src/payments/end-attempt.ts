import {
  orderFrom,
  orderId,
  transition,
  type CheckoutEvent,
  type CheckoutSession,
  type OrderSnapshot,
  quoteRequestOf,
} from '@acp-hub/commerce';
import type { Connection } from '../connectors/connection';
import { quote } from '../checkout/follow-effects';
import type { HeldOrder } from '../checkout/ports';
import type { NewId } from '../ids';
import type { OrderPageLinks } from '../orders/order-page-links';
import type { OutboxNudge } from '../orders/ports';
import type { Attempt, PaymentAttempts, Sale } from './ports';
import type { AnswerTo, AttemptOutcome } from './run-attempt';
import type { Advance, Ending, Saga } from './saga';
import { paymentMessage } from './steps/failures';

type Ended = Extract<Advance, { readonly next: 'succeed' | 'fail' | 'manual' }>;

/** Writes an attempt's end into session, books and outbox, in one statement. */
export class EndAttempt {
  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly newId: NewId,
    private readonly links: OrderPageLinks,
    private readonly nudge: OutboxNudge,
    private readonly clock: { now(): Date },
  ) {}

  async execute(
    attempt: Attempt,
    connection: Connection,
    ended: Ended,
    answerTo?: AnswerTo,
  ): Promise<AttemptOutcome> {
    const now = this.clock.now();
    const { session, sale } =
      ended.next === 'succeed'
        ? this.#sell(attempt, ended.snapshot, now)
        : { session: await failedSession(attempt, connection, ended, now) };
    const unavailable = ended.saga.ending?.kind === 'unavailable';
    const answer = answerTo?.write(connection, session);
    const mine = await this.attempts.end(attempt, {
      state: ended.next === 'succeed' ? 'succeeded' : ended.next === 'fail' ? 'failed' : 'manual',
      saga: endedSaga(ended.saga, attempt.stored.heldOrder),
      session,
      movements: ended.movements,
      ...(sale === undefined ? {} : { sale }),
      // A store that could not be reached is answered 503, and a 5xx is never kept.
      ...(answer === undefined || answerTo?.claim === undefined || unavailable
        ? {}
        : { settle: { claim: answerTo.claim, answer } }),
    });
    if (!mine) return { kind: 'lost' };
    if (sale !== undefined) this.nudge.nudge();
    return { kind: 'ended', session, unavailable, ...(answer === undefined ? {} : { answer }) };
  }

  #sell(
    { stored, tenantId }: Attempt,
    snapshot: OrderSnapshot,
    now: Date,
  ): { session: CheckoutSession; sale: Sale } {
    const id = orderId(this.newId('ord'));
    const permalinkUrl = this.links.urlOf(tenantId, id);
    const { order, changes } = orderFrom(stored.session, { id, permalinkUrl, snapshot }, now);
    const shown = {
      id,
      permalinkUrl,
      ...(snapshot.number === undefined ? {} : { number: snapshot.number }),
    };
    const session = must(stored.session, { type: 'order_placed', order: shown }, now);
    return { session, sale: { order, timeline: changes, pageTokenHash: this.links.hashOf(tenantId, id) } };
  }
}

/**
 * What stays with the session for its next attempt: the order with the payment that waits for 3-D Secure, and,
 * where this attempt did not come as far as an order, the one an earlier attempt left at the platform.
 */
function endedSaga(saga: Saga, before: HeldOrder | undefined): Saga {
  if (saga.order === undefined) {
    return saga.step === 'place' && before !== undefined ? { ...saga, order: before } : saga;
  }
  if (saga.ending?.kind !== 'authentication') return saga;
  return { ...saga, order: { ...saga.order, pendingPaymentId: saga.ending.paymentId } };
}

async function failedSession(
  { stored }: Attempt,
  connection: Connection,
  { next, saga }: Ended,
  now: Date,
): Promise<CheckoutSession> {
  // Until a person has settled it, the buyer must not pay again.
  if (next === 'manual') return stored.session;
  return must(stored.session, await eventOf(stored.session, connection, saga.ending), now);
}

async function eventOf(
  session: CheckoutSession,
  connection: Connection,
  ending: Ending | undefined,
): Promise<CheckoutEvent> {
  switch (ending?.kind) {
    case 'failed':
      return { type: 'attempt_failed', message: ending.message };
    case 'authentication':
      return { type: 'authentication_requested', metadata: ending.metadata };
    case 'changed': {
      const fresh = await quote(connection, quoteRequestOf(session), session.quote?.reference);
      if (fresh.kind === 'quote') return { type: 'quote_changed', quote: fresh.quote };
      return failed(
        'The price or stock changed; update the session to see the new totals. Nothing was charged.',
      );
    }
    case 'unavailable':
    case undefined:
      return failed('The store could not be reached. Nothing was charged; try again.');
  }
}

const failed = (content: string): CheckoutEvent => ({
  type: 'attempt_failed',
  message: paymentMessage('conflict', content, '$', 'recoverable'),
});

/** @throws Error where the session does not take the event: a bug. */
function must(session: CheckoutSession, event: CheckoutEvent, now: Date): CheckoutSession {
  const result = transition(session, event, now);
  if (result.kind === 'ok') return result.session;
  throw new Error(`A session that is ${session.status} refused "${event.type}": ${result.rejection.reason}.`);
}
