import {
  quoteAgreesWithSession,
  quoteRequestOf,
  transition,
  type CheckoutSession,
  type CompleteCheckout as CompleteCommand,
} from '@acp-hub/commerce';
import { quote } from '../checkout/follow-effects';
import type { CheckoutOutcome } from '../checkout/outcome';
import type { Answer, CheckoutSessions, StoredSession } from '../checkout/ports';
import type { Clock } from '../clock';
import type { Connection } from '../connectors/connection';
import type { Attempt, AttemptSecrets, PaymentAttempts } from './ports';
import type { AnswerTo, AttemptOutcome, RunAttempt } from './run-attempt';
import { forwardSteps, takenOver, type Saga } from './saga';

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
    const deadline = this.clock.now().getTime() + this.deadlineMs;
    if (stored.session.status === 'complete_in_progress') return this.#join(stored, deadline);
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
    if (!quoteAgreesWithSession(session, fresh.quote)) {
      const changed = transition(session, { type: 'quote_changed', quote: fresh.quote }, this.clock.now());
      return { kind: 'not_opened', outcome: changed };
    }
    const attempt = await this.attempts.open({
      stored,
      session: withReference(session, fresh.quote.reference),
      saga: newSaga(connection, session),
      secrets: secretsOf(stored, command),
    });
    if (attempt === undefined) return { kind: 'changed_meanwhile' };
    return this.#within(deadline, attempt, this.runAttempt.execute(attempt, answerTo));
  }

  /** Takes the open attempt up where its process died, and otherwise waits with whoever runs it. */
  async #join(stored: StoredSession, deadline: number): Promise<CompleteOutcome> {
    const { tenantId, session } = stored;
    while (this.clock.now().getTime() < deadline) {
      const attempt = await this.attempts.takeOfSession(tenantId, session.id);
      if (attempt !== undefined) {
        const resumed = { ...attempt, saga: takenOver(attempt.saga, this.clock.now()) };
        return this.#within(deadline, resumed, this.runAttempt.execute(resumed));
      }
      await this.clock.sleep(LOOK_AGAIN_MS);
      const current = await this.sessions.findById(tenantId, session.id);
      if (current !== undefined && current.session.status !== 'complete_in_progress') {
        return { kind: 'ended', session: current.session };
      }
    }
    return { kind: 'in_progress', session };
  }

  async #within(
    deadline: number,
    attempt: Attempt,
    running: Promise<AttemptOutcome>,
  ): Promise<CompleteOutcome> {
    const left = Math.max(0, deadline - this.clock.now().getTime());
    const outcome = await Promise.race([
      running,
      this.clock.sleep(left).then(() => ({ kind: 'waiting' as const })),
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
  const { placement } = platform.capabilities;
  return {
    placement,
    provider: payment.providerId,
    currency,
    total: session.totals.total,
    step: forwardSteps[placement][0],
    tries: 0,
    log: [],
  };
}

function secretsOf(
  { heldOrder }: StoredSession,
  { payment, authenticationResult }: CompleteCommand,
): AttemptSecrets {
  return {
    payment,
    ...(authenticationResult === undefined ? {} : { authenticationResult }),
    ...(heldOrder?.pendingPaymentId === undefined ? {} : { resumes: heldOrder.pendingPaymentId }),
  };
}
