import type { Answered, AnswerRefund } from '../refunds/answer-refund';
import type { ManualRefund, ManualRefunds } from '../refunds/ports';
import type { Case, CaseSource, Settled, Settlement } from './case';
import { refused } from './cases';

/**
 * - `refunded`: the buyer was paid in another way; the books show it.
 * - `not_refunded`: nobody pays; the refund has failed.
 */
const REFUND_SETTLEMENTS = ['refunded', 'not_refunded'] as const;

/** Money that was to go back after the sale, and that neither provider nor platform would move or write down. */
export class RefundCases implements CaseSource {
  constructor(
    private readonly refunds: ManualRefunds,
    private readonly answer: AnswerRefund,
  ) {}

  async list(tenantId: string): Promise<readonly Case[]> {
    return (await this.refunds.list(tenantId)).map((refund) => caseOf(tenantId, refund));
  }

  async find(tenantId: string, id: string): Promise<Case | undefined> {
    const found = await this.refunds.find(tenantId, id);
    return found && caseOf(tenantId, found);
  }

  async settle({ tenantId, id }: Case, { as, ...settlement }: Settlement): Promise<Settled> {
    return settledBy(await this.answer.settle(tenantId, id, { ...settlement, paid: as === 'refunded' }));
  }

  async retry({ tenantId, id }: Case): Promise<Settled> {
    return settledBy(await this.answer.reopen(tenantId, id));
  }
}

function settledBy(answered: Answered): Settled {
  switch (answered.kind) {
    case 'done':
      return { kind: 'settled' };
    case 'refused':
      return answered;
    case 'busy':
      return refused('a process of the hub is just at this order; try again in a moment');
    case 'unknown':
      return refused('it does not wait for anybody any more');
  }
}

const caseOf = (tenantId: string, refund: ManualRefund): Case => ({
  id: refund.refundId,
  kind: 'refund',
  tenantId,
  connectionId: refund.connectionId,
  sessionId: refund.sessionId,
  orderId: refund.orderId,
  since: refund.since,
  why: refund.saga.why ?? refund.saga.log.at(-1)?.result ?? 'nothing was tried yet',
  facts: {
    amount: refund.amount,
    currency: refund.currency,
    asked_by: refund.source,
    ...(refund.saga.providerReference === undefined
      ? {}
      : { provider_refund: refund.saga.providerReference }),
    ...(refund.saga.mayBe === undefined ? {} : { may_be: refund.saga.mayBe }),
  },
  log: refund.saga.log,
  settlements: REFUND_SETTLEMENTS,
  // What the provider took and could not pay out is not sent a second time by a machine.
  canRetry: refund.saga.step === 'write_to_platform' || refund.saga.providerReference === undefined,
});
