import {
  quoteAgreesWithSession,
  quoteRequestOf,
  transition,
  type CheckoutSession,
  type CompleteCheckout as CompleteCommand,
} from '@acp-hub/commerce';
import { followEffects, quote } from '../checkout/follow-effects';
import type { CheckoutOutcome } from '../checkout/outcome';
import type { Answer, CheckoutSessions, StoredSession } from '../checkout/ports';
import type { Clock } from '../clock';
import type { Connection } from '../connectors/connection';
import type { Attempt, AttemptSecrets, PaymentAttempts } from './ports';
import type { AnswerTo, AttemptOutcome, RunAttempt } from './run-attempt';
import type { Saga } from './saga';
import { forwardStepsOf } from './step-order';

export type CompleteOutcome =
  /** Stored, and where `answer` is given that too, under the request's key. */
  | { readonly kind: 'ended'; readonly session: CheckoutSession; readonly answer?: Answer }
  | { readonly kind: 'in_progress'; readonly session: CheckoutSession }
  /** The session's new state is still to be stored. */
  | { readonly kind: 'not_opened'; readonly outcome: CheckoutOutcome }
  /** Another request got in between: read the session again. */
  | { readonly kind: 'changed_meanwhile' };

const LOOK_AGAIN_MS = 200;

/** Pays and places the order: opens an attempt, or joins the one that is open. */
export class CompleteCheckout {
  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly runAttempt: RunAttempt,
    private readonly sessions: CheckoutSessions,
    private readonly clock: Clock,
    private readonly deadlineMs: number,
  ) {}

  async execute(
    connection: Connection,
    stored: StoredSession,
    command: CompleteCommand,
    answerTo: AnswerTo,
  ): Promise<CompleteOutcome> {
    if (stored.session.status === 'complete_in_progress') return this.#join(stored);
    const requestedBy = answerTo.claim?.scope.toString('hex');
    // Its process died, somebody else ended what it had begun, and the agent sends it again.
    if (
      stored.session.status === 'completed' &&
      requestedBy !== undefined &&
      (await this.attempts.hasSoldFor(stored, requestedBy))
    )
      return { kind: 'ended', session: stored.session };
    const offeredChannels = (connection.merchant.marketingConsentOptions ?? []).map(({ channel }) => channel);
    const opened = transition(
      stored.session,
      { type: 'complete', command, offeredChannels },
      this.clock.now(),
    );
    if (opened.kind === 'rejected') return { kind: 'not_opened', outcome: opened };

    const { session } = opened;
    const fresh = await quote(connection, quoteRequestOf(session), session.quote?.reference);
    if (fresh.kind !== 'quote') return { kind: 'not_opened', outcome: fresh };
    const isReserved =
      stored.heldOrder !== undefined && connection.platform.capabilities.stock === 'reserved';
    if (!quoteAgreesWithSession(session, fresh.quote, isReserved)) {
      const now = this.clock.now();
      const changed = transition(session, { type: 'quote_changed', quote: fresh.quote }, now);
      return { kind: 'not_opened', outcome: await followEffects(connection, changed, now) };
    }
    const attempt = await this.attempts.open({
      stored,
      session: withReference(session, fresh.quote.reference),
      saga: { ...newSaga(connection, session), ...(requestedBy === undefined ? {} : { requestedBy }) },
      secrets: secretsOf(stored, command),
    });
    if (attempt === undefined) return { kind: 'changed_meanwhile' };
    return this.#within(this.deadlineMs, attempt, this.runAttempt.execute(attempt, answerTo));
  }

  /** Takes the open attempt up where its process died, and otherwise waits with whoever runs it. */
  async #join(stored: StoredSession): Promise<CompleteOutcome> {
    const { tenantId, session } = stored;
    // By the waits and not by the clock, which may jump.
    for (let left = this.deadlineMs; left > 0; left -= LOOK_AGAIN_MS) {
      const attempt = await this.attempts.takeOfSession(tenantId, session.id);
      if (attempt !== undefined) return this.#within(left, attempt, this.runAttempt.resume(attempt));
      await this.clock.sleep(LOOK_AGAIN_MS);
      const current = await this.sessions.findById(tenantId, session.id);
      if (current !== undefined && current.session.status !== 'complete_in_progress') {
        return { kind: 'ended', session: current.session };
      }
    }
    return { kind: 'in_progress', session };
  }

  async #within(
    leftMs: number,
    attempt: Attempt,
    running: Promise<AttemptOutcome>,
  ): Promise<CompleteOutcome> {
    const outcome = await Promise.race([
      running,
      this.clock.sleep(leftMs).then(() => ({ kind: 'waiting' as const })),
    ]);
    // Past the deadline nobody waits for it: what it throws then is met again when its lease runs out.
    running.catch(() => undefined);
    switch (outcome.kind) {
      case 'ended':
        return outcome.unavailable
          ? { kind: 'not_opened', outcome: { kind: 'store_unavailable', retryAfterSeconds: 5 } }
          : outcome;
      case 'waiting':
        return { kind: 'in_progress', session: attempt.stored.session };
      case 'lost':
        return { kind: 'changed_meanwhile' };
    }
  }
}

const withReference = (session: CheckoutSession, reference: string | undefined): CheckoutSession =>
  session.quote === undefined || reference === undefined
    ? session
    : { ...session, quote: { ...session.quote, reference } };

function newSaga({ platform, payment, currency }: Connection, session: CheckoutSession): Saga {
  const way = { placement: platform.capabilities.placement, flow: payment.capabilities.flow };
  return {
    ...way,
    provider: payment.providerId,
    currency,
    total: session.totals.total,
    step: forwardStepsOf(way)[0],
    tries: 0,
    doubts: {},
    log: [],
  };
}

/** Only a session that waits for 3-D Secure has a payment to go on with. */
function secretsOf(
  { session, pendingPayments }: StoredSession,
  { payment, authenticationResult }: CompleteCommand,
): AttemptSecrets {
  const continues = session.status === 'authentication_required' && authenticationResult !== undefined;
  const asked = continues ? pendingPayments?.at(-1) : undefined;
  return {
    payment,
    ...(authenticationResult === undefined ? {} : { authenticationResult }),
    ...(asked === undefined ? {} : { resumes: asked.paymentId }),
  };
}
