import type { PaymentAttempts } from '../ports';
import { logged, type Saga } from '../saga';
import type { Case, CaseSource, Settled, Settlement } from './case';
import { refused } from './cases';
import type { CaseRecords, TroubledAttempt } from './ports';
import { isAttemptSettlement, ATTEMPT_SETTLEMENTS, type SettleAttempt } from './settle-attempt';

/** Payment attempts that can neither go on nor be taken back, and those that have been trying for long. */
export class AttemptCases implements CaseSource {
  constructor(
    private readonly records: CaseRecords,
    private readonly attempts: PaymentAttempts,
    private readonly settleAttempt: SettleAttempt,
    private readonly clock: { now(): Date },
  ) {}

  async list(tenantId: string): Promise<readonly Case[]> {
    return (await this.records.attempts(tenantId)).map(caseOf);
  }

  async find(tenantId: string, id: string): Promise<Case | undefined> {
    const found = await this.records.attempt(tenantId, id);
    return found && caseOf(found);
  }

  settle({ tenantId, id }: Case, { as, ...settlement }: Settlement): Promise<Settled> {
    if (!isAttemptSettlement(as)) throw new Error(`An attempt is never settled as ${as}.`);
    return this.settleAttempt.execute(tenantId, id, { as, ...settlement });
  }

  async retry({ tenantId, id, kind }: Case): Promise<Settled> {
    if (kind === 'stuck') {
      await this.records.hurry(tenantId, id);
      return { kind: 'settled' };
    }
    const attempt = await this.attempts.takeManual(tenantId, id);
    if (attempt === undefined) return refused('somebody else is just at it');
    const saga = logged({ ...attempt.saga, tries: 0 }, 'tried again for an operator', this.clock.now());
    await this.attempts.reopen(attempt, saga);
    return { kind: 'settled' };
  }
}

function caseOf(attempt: TroubledAttempt): Case {
  const { tenantId, attemptId, sessionId, connectionId, state, saga } = attempt;
  const isManual = state === 'manual';
  return {
    ...{ id: attemptId, tenantId, connectionId, sessionId },
    kind: isManual ? 'manual' : 'stuck',
    since: isManual ? attempt.updatedAt : attempt.openedAt,
    why: `${saga.step}: ${lastTrouble(saga)}`,
    facts: factsOf(saga),
    log: saga.log,
    settlements: isManual ? ATTEMPT_SETTLEMENTS.filter((as) => as !== 'order_kept' || saga.order) : [],
    canRetry: true,
  };
}

const lastTrouble = ({ log }: Saga): string => log.at(-1)?.result ?? 'nothing was tried yet';

/** What the hub knows; shop and provider may know better, which is what settling asks them. */
function factsOf({ total, currency, provider, payment, order, tries }: Saga): Case['facts'] {
  return {
    total,
    currency,
    provider,
    money: payment === undefined ? 'none known' : payment.capturedBy === undefined ? 'held' : 'taken',
    ...(payment === undefined ? {} : { payment: payment.id }),
    ...(order === undefined ? {} : { platform_order: order.platformOrderId }),
    ...(order?.number === undefined ? {} : { order_number: order.number }),
    tries,
  };
}
