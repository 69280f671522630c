import { randomUUID } from 'node:crypto';
import type { NewId } from '../../ids';
import type { OrderPageLinks } from '../../orders/order-page-links';
import type { StoredOrder } from '../../orders/ports';
import type { Entry } from '../../payments/refunds/money-books';
import type { MoneyDesk, MoneyHints, MoneyTurn, OrderMoney, Rest, Sale } from '../../payments/refunds/ports';
import type { NewRefund, RecordedMovement, Refund } from '../../payments/refunds/refund';
import { orderFromRow, toOrderColumns, type OrderRow } from '../orders/order-row';
import type { TenantDirectory } from '../tenant-directory';
import { LOOK_AT_PAYMENT, PUT_MONEY_DOWN, READ_MONEY, TAKE_MONEY, WRITE_MONEY } from './refund-statements';

export type MoneyRow = OrderRow & {
  sale: Sale | null;
  refunds: readonly Refund[];
  movements: readonly (RecordedMovement & { readonly id: string })[];
};

export class MoneyDeskRepository implements MoneyDesk, MoneyHints {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly links: OrderPageLinks,
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
    private readonly leaseMs: number,
  ) {}

  due(most: number) {
    return this.directory.due('due_money', this.clock.now(), most);
  }

  toCheck(most: number) {
    return this.directory.due('payments_to_check', this.clock.now(), most);
  }

  async take(tenantId: string, orderId: string): Promise<MoneyTurn | undefined> {
    const { scope } = await this.directory.open(tenantId);
    const lease = randomUUID();
    const values = [tenantId, orderId, lease, this.leaseMs];
    const [row] = await scope.run<{ abandoned: boolean }>(TAKE_MONEY, values);
    return row && { tenantId, orderId, lease, abandoned: row.abandoned };
  }

  async read({ tenantId, orderId }: MoneyTurn): Promise<OrderMoney> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const [row] = await scope.run<MoneyRow>(READ_MONEY, [tenantId, orderId]);
    if (row === undefined) throw new Error(`There is no order ${orderId}.`);
    const stored = orderFromRow(sealing, this.links, row);
    return {
      stored,
      books: { order: stored.order, ...inOrder(row) },
      sale: row.sale?.paymentId ? row.sale : undefined,
    };
  }

  async write(turn: MoneyTurn, stored: StoredOrder, entry: Entry) {
    const { scope, sealing } = await this.directory.open(turn.tenantId);
    const { opened = [], refunds = [], movements = [], change } = entry;
    const changed = change !== undefined && change.order !== stored.order ? change.order : undefined;
    const dataKey = stored.wrappedKey && sealing.openDataKey(stored.wrappedKey);
    const columns = changed && toOrderColumns(sealing, dataKey, changed, stored.personal);
    const { currency } = stored.order;
    const identified = opened.map((refund) => ({ ...refund, refundId: this.newId('ref') }));
    const [row] = await scope.run<{ written: boolean; mine: boolean }>(WRITE_MONEY, [
      turn.tenantId,
      turn.orderId,
      turn.lease,
      this.leaseMs,
      JSON.stringify([...identified, ...refunds].map((refund) => refundRow(refund, currency))),
      JSON.stringify(movements.map((movement) => ({ id: this.newId('mov'), ...movement }))),
      changed === undefined ? null : stored.version,
      columns?.state ?? null,
      changed?.updatedAt ?? null,
      columns?.sealed ?? null,
      JSON.stringify(change?.changes ?? []),
      this.newId('out'),
    ]);
    if (row?.written === true) return 'written';
    return row?.mine === true ? 'version_changed' : 'lost';
  }

  async putDown({ tenantId, orderId, lease }: MoneyTurn, { waitMs, checkAt }: Rest): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(PUT_MONEY_DOWN, [tenantId, orderId, lease, waitMs ?? null, checkAt ?? null]);
  }

  async lookAt(tenantId: string, provider: string, paymentId: string): Promise<'noted' | 'unknown'> {
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run(LOOK_AT_PAYMENT, [tenantId, provider, paymentId]);
    return rows.length === 0 ? 'unknown' : 'noted';
  }
}

/** Ids sort by age. */
export const inOrder = ({ refunds, movements }: Pick<MoneyRow, 'refunds' | 'movements'>) => ({
  refunds: refunds.toSorted((one, other) => (one.refundId < other.refundId ? -1 : 1)),
  movements: movements.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
});

const refundRow = ({ refundId, ...refund }: NewRefund & { refundId: string }, currency: string) => ({
  id: refundId,
  source: refund.source,
  source_reference: refund.sourceReference,
  amount: refund.amount,
  currency,
  state: refund.state,
  saga: refund.saga,
});
