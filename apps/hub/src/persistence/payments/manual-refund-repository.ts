import type { ManualRefund, ManualRefunds, MoneyDesk, Settlement } from '../../payments/refunds/ports';
import { settleRefund } from '../../payments/refunds/settle-refund';
import type { TenantDirectory } from '../tenant-directory';
import { FIND_MANUAL_REFUND, LIST_MANUAL_REFUNDS } from './refund-statements';

interface ManualRow {
  refund_id: string;
  order_id: string;
  source: ManualRefund['source'];
  amount: number;
  currency: string;
  why: string | null;
  updated_at: Date;
}

export class ManualRefundRepository implements ManualRefunds {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly desk: MoneyDesk,
    private readonly clock: { now(): Date },
  ) {}

  async list(tenantId: string): Promise<readonly ManualRefund[]> {
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run<ManualRow>(LIST_MANUAL_REFUNDS, [tenantId]);
    return rows.map((row) => ({
      refundId: row.refund_id,
      orderId: row.order_id,
      source: row.source,
      amount: row.amount,
      currency: row.currency,
      why: row.why ?? '',
      since: row.updated_at.toISOString(),
    }));
  }

  async settle(tenantId: string, refundId: string, settlement: Settlement) {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<{ order_id: string }>(FIND_MANUAL_REFUND, [tenantId, refundId]);
    if (row === undefined) return 'unknown';
    const turn = await this.desk.take(tenantId, row.order_id);
    if (turn === undefined) return 'busy';
    try {
      for (;;) {
        const { books, stored } = await this.desk.read(turn);
        const refund = books.refunds.find((each) => each.refundId === refundId && each.state === 'manual');
        if (refund === undefined) return 'unknown';
        const entry = settleRefund(books, refund, settlement, this.clock.now());
        const written = await this.desk.write(turn, stored, entry);
        if (written === 'lost') return 'busy';
        if (written === 'written') return 'settled';
      }
    } finally {
      // Whoever comes next sets the time of the next look.
      await this.desk.putDown(turn, { waitMs: 0, checkAt: undefined });
    }
  }
}
