import { applySnapshot, notePlatformRefund, type OrderChange } from '@acp-hub/commerce';
import type { PaymentError } from '@acp-hub/payment';
import type { Clock } from '../../clock';
import type { Connection, Connections } from '../../connectors/connection';
import type { OutboxNudge } from '../../orders/ports';
import type { Finding, Findings } from '../findings';
import { advanceRefund } from './advance-refund';
import { decide, LONGEST_WAIT_MS, type Decision } from './decide';
import { refundPayment } from './effects/refund-payment';
import { writeToPlatform } from './effects/write-to-platform';
import { lookAtPayment } from './look-at-payment';
import { toldWithout } from '../without-personal';
import type { MoneyRules } from './money-books';
import { checkAfterFailure, nextCheck } from './next-check';
import type { MoneyDesk, MoneyTurn, OrderMoney } from './ports';
import type { Refund } from './refund';

/** `busy`: another process is at it. `lost`: one has taken it over. */
export type FollowOutcome = 'settled' | 'waiting' | 'provider_away' | 'busy' | 'lost';

/** More than any order's history takes in one go; whatever takes more is left alone for a while. */
const MOST_MOVES = 200;
const PROVIDER_AWAY_MS = 15_000;

/** Brings one order's money, at the provider, at the platform and in the books, to where it belongs. */
export class FollowMoney {
  constructor(
    private readonly records: { readonly desk: MoneyDesk; readonly findings: Findings },
    private readonly connections: Connections,
    private readonly nudge: OutboxNudge,
    private readonly clock: Clock,
    private readonly firstCheckMs: number,
    /** Hears of every effect by its result, and of refunds that wait for a person as `manual`. */
    private readonly onStep: (refund: Refund, result: string) => void,
  ) {}

  async execute({
    tenantId,
    id,
  }: {
    readonly tenantId: string;
    readonly id: string;
  }): Promise<FollowOutcome> {
    const turn = await this.records.desk.take(tenantId, id);
    if (turn === undefined) return 'busy';
    try {
      return await this.#follow(turn);
    } catch (error) {
      // What cannot be followed now, say for settings that do not fit, must not keep others waiting.
      await this.records.desk.putDown(turn, { waitMs: LONGEST_WAIT_MS, checkAt: undefined });
      throw error;
    }
  }

  async #follow(turn: MoneyTurn): Promise<FollowOutcome> {
    for (let moves = 0; moves < MOST_MOVES; moves += 1) {
      const money = await this.records.desk.read(turn);
      const connection = await this.connections.open(turn.tenantId, money.stored.connectionId);
      const looked = await lookAtPayment(connection, money.sale);
      if (!looked.ok) {
        await this.#comeBack(turn, money, looked.error);
        return 'provider_away';
      }
      const decision = decide({
        books: money.books,
        payment: looked.value,
        rules: rulesOf(connection),
        abandoned: turn.abandoned && moves === 0,
        now: this.clock.now(),
      });
      const outcome = await this.#carryOut(turn, money, connection, decision);
      if (outcome !== 'again') return outcome;
    }
    await this.records.desk.putDown(turn, { waitMs: LONGEST_WAIT_MS, checkAt: undefined });
    return 'waiting';
  }

  async #carryOut(
    turn: MoneyTurn,
    money: OrderMoney,
    connection: Connection,
    decision: Decision,
  ): Promise<FollowOutcome | 'again'> {
    switch (decision.kind) {
      case 'write': {
        // First: whoever dies in between finds the same again as long as the books do not have it.
        for (const finding of decision.entry.findings ?? [])
          await this.records.findings.record({ ...whose(turn, money), ...finding, outcome: 'reported' });
        const written = await this.records.desk.write(turn, money.stored, decision.entry);
        if (written === 'lost') return 'lost';
        if (written === 'written') this.#callForAPerson(decision.entry.refunds ?? []);
        if (written === 'written' && (decision.entry.change?.changes.length ?? 0) > 0) this.nudge.nudge();
        return 'again';
      }
      case 'refund_payment':
        return this.#refund(turn, money, connection, decision.refund);
      case 'write_to_platform':
        return this.#write(turn, money, connection, decision.refund);
      case 'rest':
        await this.records.desk.putDown(turn, {
          waitMs: decision.waitMs,
          checkAt: nextCheck(money.stored.order, this.clock.now(), this.firstCheckMs),
        });
        return decision.waitMs === undefined ? 'settled' : 'waiting';
    }
  }

  async #refund(turn: MoneyTurn, money: OrderMoney, connection: Connection, refund: Refund) {
    if (money.sale === undefined) throw new Error('There is no payment to refund.');
    const { currency, platformOrderId } = money.books.order;
    const { account } = connection.payment;
    const result = toldWithout(
      money.stored.personal,
      await refundPayment(refund, {
        account,
        paymentId: money.sale.paymentId,
        currency,
        platformOrderId,
      }),
    );
    this.onStep(refund, result.kind);
    const next = advanceRefund(refund, result, this.clock.now());
    const written = await this.records.desk.write(turn, money.stored, { refunds: [next] });
    this.#callForAPerson([next]);
    return written === 'lost' ? ('lost' as const) : ('again' as const);
  }

  /** Where the platform keeps it is noted in the order with the step, whoever else writes to the order meanwhile. */
  async #write(turn: MoneyTurn, money: OrderMoney, connection: Connection, refund: Refund) {
    const result = toldWithout(
      money.stored.personal,
      await writeToPlatform(refund, money.books.order, connection.platform),
    );
    this.onStep(refund, result.kind);
    const now = this.clock.now();
    const next = advanceRefund(refund, result, now);
    let { stored } = money;
    for (;;) {
      const change =
        result.kind === 'written' && result.platform !== undefined
          ? noted(stored.order, refund, result.platform, now)
          : undefined;
      const written = await this.records.desk.write(turn, stored, {
        refunds: [next],
        ...(change === undefined || change.order === stored.order ? {} : { change }),
      });
      if (written === 'lost') return 'lost' as const;
      if (written === 'written') {
        this.#callForAPerson([next]);
        if ((change?.changes.length ?? 0) > 0) this.nudge.nudge();
        return 'again' as const;
      }
      ({ stored } = await this.records.desk.read(turn));
    }
  }

  #callForAPerson(refunds: readonly Refund[]): void {
    for (const refund of refunds) if (refund.state === 'manual') this.onStep(refund, 'manual');
  }

  /** The provider cannot be asked: soon again for what is open, and a mere look as its age would have it. */
  async #comeBack(turn: MoneyTurn, { books, stored }: OrderMoney, error: PaymentError): Promise<void> {
    const asked = error.kind === 'rate_limited' ? (error.retryAfterSeconds ?? 1) * 1_000 : 0;
    const isOpen =
      books.refunds.some(({ state }) => state === 'open') ||
      books.order.adjustments.some(({ status }) => status === 'pending');
    await this.records.desk.putDown(turn, {
      waitMs: isOpen ? Math.max(asked, PROVIDER_AWAY_MS) : undefined,
      checkAt: checkAfterFailure(stored.order, this.clock.now(), this.firstCheckMs, asked),
    });
  }
}

const whose = (
  { tenantId, orderId }: MoneyTurn,
  { stored: { connectionId, order } }: OrderMoney,
): Pick<Finding, 'tenantId' | 'connectionId' | 'sessionId' | 'orderId'> => ({
  ...{ tenantId, connectionId, orderId },
  sessionId: order.sessionId,
});

/** The platform's word after the write is taken in with it: what it reports later is known by then. */
function noted(
  order: OrderMoney['books']['order'],
  { saga: { providerReference = '' } }: Refund,
  platform: { readonly refundId: string; readonly snapshot: Parameters<typeof applySnapshot>[1] },
  now: Date,
): OrderChange {
  const known = notePlatformRefund(order, providerReference, platform.refundId, now);
  const after = applySnapshot(known.order, platform.snapshot, now);
  return { order: after.order, changes: [...known.changes, ...after.changes] };
}

const rulesOf = ({ refunds, payment, platform }: Connection): MoneyRules => ({
  // Where the platform took the token itself, it alone gives money back.
  policy: payment.capabilities.flow === 'platform' ? 'record_only' : refunds,
  provider: payment.providerId,
  platform: platform.id,
  providerRefunds: payment.capabilities.refunds,
  platformKnowsKeys: platform.capabilities.orderIdempotency === 'native',
  platformRefunds: platform.store.refundOrder === undefined ? 'none' : platform.capabilities.refunds,
});
