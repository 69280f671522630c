import { acpError, statusOf, type AcpError } from '@acp-hub/acp';
import type { CheckoutSession, SessionId } from '@acp-hub/commerce';
import type { Answer, CheckoutSessions, Claim, KeyedRequest, StoredSession } from '../checkout/ports';
import type { Call } from './call';
import { AcpFault, unknownSession } from './fault';

/** What an operation decided; nothing is stored yet. */
export type Decision =
  | { readonly kind: 'insert'; readonly session: CheckoutSession; readonly answer: Answer }
  | {
      readonly kind: 'update';
      readonly stored: StoredSession;
      readonly session: CheckoutSession;
      readonly answer: Answer;
    }
  /** Nothing changes, and the answer may be replayed. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly stored?: StoredSession }
  /** The operation has stored its answer with its change. */
  | { readonly kind: 'settled'; readonly answer: Answer }
  /** Somebody else changed the session: decide again on what is stored now. */
  | { readonly kind: 'again' };

/** @param claim `undefined` where the request runs without a key. */
export type Operation = (stored: StoredSession | undefined, claim: Claim | undefined) => Promise<Decision>;

export type Served = Answer & { readonly replayed: boolean };

/** Writers that keep losing to others give up after this many rounds. */
const MOST_ROUNDS = 8;

export const errorAnswer = (error: AcpError): Answer => ({
  status: statusOf(error),
  body: JSON.stringify(error),
});

/** Runs an operation under its idempotency key: once, with the change and the answer stored together. */
export class KeyedOperations {
  constructor(private readonly sessions: CheckoutSessions) {}

  /**
   * @param begin reads the body, and throws where it cannot. It is not called where the answer is stored already: that
   *   one stands, whatever later rules make of the body.
   */
  async serve(
    call: Call,
    request: KeyedRequest | undefined,
    sessionId: SessionId | undefined,
    begin: () => Operation,
  ): Promise<Served> {
    if (request === undefined) {
      const operation = begin();
      const stored = sessionId && (await this.sessions.find(call.agent, sessionId));
      return { ...(await this.#run(call, undefined, stored, operation)), replayed: false };
    }
    const claimed = await this.sessions.claim(call.agent, request, sessionId);
    switch (claimed.kind) {
      case 'replay':
        return { ...claimed.answer, replayed: true };
      case 'forgotten':
        throw new AcpFault(unknownSession());
      case 'conflict':
        throw new AcpFault(
          acpError(
            'idempotency_conflict',
            'This Idempotency-Key was used with another body; use a new key for a new operation.',
          ),
          call.agent.profile === 'openai' ? { status: 409 } : {},
        );
      case 'in_flight':
        throw new AcpFault(
          acpError(
            'idempotency_in_flight',
            'The first request with this Idempotency-Key is still running; send it again later.',
          ),
          { headers: { 'retry-after': String(claimed.retryAfterSeconds) } },
        );
      case 'claimed':
        try {
          return { ...(await this.#run(call, claimed.claim, claimed.stored, begin())), replayed: false };
        } catch (error) {
          await this.sessions.release(call.agent.tenantId, claimed.claim);
          throw error;
        }
    }
  }

  async #run(
    call: Call,
    claim: Claim | undefined,
    first: StoredSession | undefined,
    operation: Operation,
  ): Promise<Answer> {
    let stored = first;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const decision = await operation(stored, claim);
      if (decision.kind !== 'again') {
        const result = await this.#store(call, claim, decision);
        if (result === 'stored') return decision.answer;
        if (result === 'claim_lost') break;
      }
      stored = first && (await this.sessions.find(call.agent, first.session.id));
    }
    throw new AcpFault(
      acpError('idempotency_in_flight', 'Another request changes this session; send yours again.'),
      {
        headers: { 'retry-after': '1' },
      },
    );
  }

  async #store(
    { agent, codec }: Call,
    claim: Claim | undefined,
    decision: Exclude<Decision, { kind: 'again' }>,
  ) {
    switch (decision.kind) {
      case 'insert':
        return this.sessions.insert(agent, decision.session, codec.version, claim, decision.answer);
      case 'update':
        return this.sessions.update(
          agent.tenantId,
          decision.stored,
          decision.session,
          claim && { claim, answer: decision.answer },
        );
      case 'answer':
        if (claim) await this.sessions.settle(agent.tenantId, claim, decision.answer, decision.stored);
        return 'stored' as const;
      case 'settled':
        return 'stored' as const;
    }
  }
}
