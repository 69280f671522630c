import type { Clock } from '../../clock';
import type { Connections } from '../../connectors/connection';
import { lookAtPayment } from './look-at-payment';
import type { ManualRefunds, MoneyDesk, OrderMoney, Settlement } from './ports';
import type { Refund } from './refund';
import { reopenRefund } from './reopen-refund';
import { settleRefund, type Settled } from './settle-refund';

/** `unknown`: no such refund waits for anybody. `busy`: another process is at the order's money. */
export type Answered =
  | { readonly kind: 'done' | 'unknown' | 'busy' }
  /** Why it is left as it is, and what to do; a clause without a full stop. */
  | { readonly kind: 'refused'; readonly why: string };

/** Refunds that only a person can settle, and what the person says. */
export class AnswerRefund {
  constructor(
    private readonly refunds: Pick<ManualRefunds, 'find'>,
    private readonly desk: MoneyDesk,
    private readonly connections: Connections,
    private readonly clock: Clock,
  ) {}

  settle(tenantId: string, refundId: string, settlement: Settlement): Promise<Answered> {
    const asksProvider = settlement.paid && !settlement.unverified;
    return this.#change(tenantId, refundId, async (money, refund) => {
      const looked = asksProvider
        ? await this.#look(tenantId, money)
        : ({ ok: true, value: undefined } as const);
      if (!looked.ok) {
        const why = `the payment provider cannot be asked: ${looked.error.message}; try again later, or add --unverified`;
        return { kind: 'refused', why };
      }
      return settleRefund(money.books, looked.value, refund, settlement, this.clock.now());
    });
  }

  /** Opens it again, to be looked at anew by a worker. */
  reopen(tenantId: string, refundId: string): Promise<Answered> {
    return this.#change(tenantId, refundId, (_, refund) => {
      const refunds = [reopenRefund(refund, this.clock.now())];
      return Promise.resolve({ kind: 'entry', entry: { refunds } });
    });
  }

  async #look(tenantId: string, { stored, sale }: OrderMoney) {
    return lookAtPayment(await this.connections.open(tenantId, stored.connectionId), sale);
  }

  async #change(
    tenantId: string,
    refundId: string,
    change: (money: OrderMoney, refund: Refund) => Promise<Settled>,
  ): Promise<Answered> {
    const found = await this.refunds.find(tenantId, refundId);
    if (found === undefined) return { kind: 'unknown' };
    const turn = await this.desk.take(tenantId, found.orderId);
    if (turn === undefined) return { kind: 'busy' };
    try {
      for (;;) {
        const money = await this.desk.read(turn);
        const refund = money.books.refunds.find(
          (each) => each.refundId === refundId && each.state === 'manual',
        );
        if (refund === undefined) return { kind: 'unknown' };
        const changed = await change(money, refund);
        if (changed.kind === 'refused') return changed;
        const written = await this.desk.write(turn, money.stored, changed.entry);
        if (written === 'lost') return { kind: 'busy' };
        if (written === 'written') return { kind: 'done' };
      }
    } finally {
      // Whoever comes next sets the time of the next look.
      await this.desk.putDown(turn, { waitMs: 0, checkAt: undefined });
    }
  }
}
