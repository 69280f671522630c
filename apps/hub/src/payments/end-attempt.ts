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
import { followEffects, quote } from '../checkout/follow-effects';
import type { HeldOrder, PendingPayment } from '../checkout/ports';
import type { NewId } from '../ids';
import type { OrderPageLinks } from '../orders/order-page-links';
import type { OutboxNudge } from '../orders/ports';
import type { Attempt, PaymentAttempts, Sale } from './ports';
import type { AnswerTo, AttemptOutcome } from './run-attempt';
import type { Advance, Ending, Saga } from './saga';
import { conflict } from './steps/failures';

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
    connection: Connection | undefined,
    ended: Ended,
    answerTo?: AnswerTo,
  ): Promise<AttemptOutcome> {
    const now = this.clock.now();
    const { session, sale } =
      ended.next === 'succeed'
        ? this.#sell(attempt, ended.snapshot, now)
        : { session: await failedSession(attempt, connection, ended, now) };
    const unavailable = ended.saga.ending?.kind === 'unavailable';
    const answer = connection && answerTo?.write(connection, session);
    const mine = await this.attempts.end(attempt, {
      state: ended.next === 'succeed' ? 'succeeded' : ended.next === 'fail' ? 'failed' : 'manual',
      saga: endedSaga(ended.saga, attempt.stored.heldOrder),
      session,
      pendingPayments: pendingAfter(attempt, ended.saga),
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

/** Where an attempt did not come as far as an order, the one an earlier attempt left at the platform stays. */
const endedSaga = (saga: Saga, before: HeldOrder | undefined): Saga =>
  saga.order === undefined && saga.step === 'place' && before !== undefined
    ? { ...saga, order: before }
    : saga;

/** What asked for 3-D Secure and is neither paid nor undone by this attempt may hold money until it is voided. */
function pendingAfter({ stored, attemptId }: Attempt, saga: Saga): readonly PendingPayment[] {
  const asked =
    saga.ending?.kind === 'authentication' ? { paymentId: saga.ending.paymentId, attemptId } : undefined;
  const dealtWith = [saga.payment?.id, asked?.paymentId];
  const others = (stored.pendingPayments ?? []).filter(({ paymentId }) => !dealtWith.includes(paymentId));
  return asked === undefined ? others : [...others, asked];
}

async function failedSession(
  { stored }: Attempt,
  connection: Connection | undefined,
  { next, saga }: Ended,
  now: Date,
): Promise<CheckoutSession> {
  const { session } = stored;
  // Until a person has settled it, the buyer must not pay again.
  if (next === 'manual') return session;
  const requoted =
    saga.ending?.kind === 'changed' && connection !== undefined
      ? await quotedAgain(connection, session, now)
      : undefined;
  const ended = requoted ?? must(session, eventOf(saga.ending), now);
  return saga.ending?.kind === 'withdrawn' ? withdrawn(ended, now) : ended;
}

function withdrawn(session: CheckoutSession, now: Date): CheckoutSession {
  const canceled = transition(session, { type: 'cancel', command: {} }, now);
  return canceled.kind === 'ok' ? canceled.session : must(session, { type: 'expire' }, now);
}

/** `undefined` where the store does not answer. */
async function quotedAgain(
  connection: Connection,
  session: CheckoutSession,
  now: Date,
): Promise<CheckoutSession | undefined> {
  const fresh = await quote(connection, quoteRequestOf(session), session.quote?.reference);
  if (fresh.kind !== 'quote') return undefined;
  const changed = transition(session, { type: 'quote_changed', quote: fresh.quote }, now);
  const followed = await followEffects(connection, changed, now);
  return followed.kind === 'ok' ? followed.session : undefined;
}

function eventOf(ending: Ending | undefined): CheckoutEvent {
  switch (ending?.kind) {
    case 'failed':
      return { type: 'attempt_failed', message: ending.message };
    case 'authentication':
      return { type: 'authentication_requested', metadata: ending.metadata };
    case 'changed':
      return failed(
        'The price or stock changed; update the session to see the new totals. Nothing was charged.',
      );
    case 'withdrawn':
      return failed('The merchant has given this payment back.');
    case 'unavailable':
    case undefined:
      return failed('The store could not be reached. Nothing was charged; try again.');
  }
}

const failed = (content: string): CheckoutEvent => ({
  type: 'attempt_failed',
  message: conflict(content),
});

/** @throws Error where the session does not take the event: a bug. */
function must(session: CheckoutSession, event: CheckoutEvent, now: Date): CheckoutSession {
  const result = transition(session, event, now);
  if (result.kind === 'ok') return result.session;
  throw new Error(`A session that is ${session.status} refused "${event.type}": ${result.rejection.reason}.`);
}
