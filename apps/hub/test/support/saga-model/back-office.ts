import type { AsyncCommand } from 'fast-check';
import type { MemoryOrder } from '../memory-connector';
import type { Model } from './model';
import { setClock, type Real } from './run';

export type MoneyTrouble =
  | { readonly kind: 'dies'; readonly when: 'before' | 'after'; readonly spared: number }
  | { readonly kind: 'lost'; readonly fault: 'unknown_before' | 'unknown_after' };

/** Time passes, workers follow the money of what was sold; the process may die of it, and answers get lost. */
export class FollowMoney implements AsyncCommand<Model, Real> {
  constructor(readonly trouble: MoneyTrouble | undefined) {}
  check = ({ sessions }: Readonly<Model>): boolean => sessions.some(({ status }) => status === 'completed');
  async run(model: Model, real: Real): Promise<void> {
    const { world, psp } = real;
    if (this.trouble?.kind === 'dies') world.dieRefunding(this.trouble.when, this.trouble.spared);
    if (this.trouble?.kind === 'lost') psp.faults.push({ operation: 'refund', fault: this.trouble.fault });
    await world.followMoney();
    jest.restoreAllMocks();
    setClock(real, model.offset);
    psp.faults.splice(0);
  }
  toString = (): string => `follow money(${JSON.stringify(this.trouble)})`;
}

/** The merchant does something to an order that was sold, and the hub takes it up, or has not heard of it yet. */
abstract class InBackOffice implements AsyncCommand<Model, Real> {
  constructor(
    readonly index: number,
    readonly then: FollowMoney | undefined,
  ) {}
  abstract toString(): string;
  check({ sessions }: Readonly<Model>): boolean {
    return sessions[this.index]?.status === 'completed';
  }
  async run(model: Model, real: Real): Promise<void> {
    const id = model.sessions[this.index]?.id ?? '';
    const order = real.world.ordersOf(id).find(({ status }) => status === 'paid');
    if (order === undefined) return;
    this.act(order);
    await this.then?.run(model, real);
  }
  protected abstract act(order: MemoryOrder): void;
}

export class RefundInShop extends InBackOffice {
  constructor(
    index: number,
    readonly amount: number,
    then: FollowMoney | undefined,
  ) {
    super(index, then);
  }
  protected act(order: MemoryOrder): void {
    const amount = Math.min(this.amount, order.total - refundedOf(order));
    if (amount === 0) return;
    const id = `${order.id}-${order.refunds.length + 1}`;
    order.refunds.push({ id, amount, items: [], occurredAt: new Date().toISOString() });
  }
  override toString = (): string =>
    `shop refunds ${this.amount} of (${this.index}), ${this.then?.toString()}`;
}

export class CancelInShop extends InBackOffice {
  protected act(order: MemoryOrder): void {
    order.status = 'canceled';
  }
  override toString = (): string => `shop cancels sold order of (${this.index}), ${this.then?.toString()}`;
}

export const refundedOf = ({ refunds }: MemoryOrder): number =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);
