import { reopenRefund } from '../../payments/refunds/reopen-refund';
import type { Entry, MoneyBooks } from '../../payments/refunds/money-books';
import type {
  ManualOutcome,
  ManualRefund,
  ManualRefunds,
  MoneyDesk,
  Settlement,
} from '../../payments/refunds/ports';
import type { Refund } from '../../payments/refunds/refund';
import { settleRefund } from '../../payments/refunds/settle-refund';
import type { TenantDirectory } from '../tenant-directory';
import { FIND_MANUAL_REFUND, LIST_MANUAL_REFUNDS } from './refund-statements';

type ManualRow = {
  refund_id: string;
  order_id: string;
  connection_id: string;
  session_id: string;
  source: ManualRefund['source'];
  amount: number;
  currency: string;
  saga: ManualRefund['saga'];
  updated_at: Date;
};

export class ManualRefundRepository implements ManualRefunds {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly desk: MoneyDesk,
    private readonly clock: { now(): Date },
  ) {}

  async list(tenantId: string): Promise<readonly ManualRefund[]> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run<ManualRow>(LIST_MANUAL_REFUNDS, [tenantId])).map(refundOf);
  }

  async find(tenantId: string, refundId: string): Promise<ManualRefund | undefined> {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<ManualRow>(FIND_MANUAL_REFUND, [tenantId, refundId]);
    return row && refundOf(row);
  }

  settle(tenantId: string, refundId: string, settlement: Settlement): Promise<ManualOutcome> {
    return this.#change(tenantId, refundId, (books, refund) =>
      settleRefund(books, refund, settlement, this.clock.now()),
    );
  }

  reopen(tenantId: string, refundId: string): Promise<ManualOutcome> {
    return this.#change(tenantId, refundId, (_, refund) => ({
      refunds: [reopenRefund(refund, this.clock.now())],
    }));
  }

  async #change(
    tenantId: string,
    refundId: string,
    change: (books: MoneyBooks, refund: Refund) => Entry,
  ): Promise<ManualOutcome> {
    const found = await this.find(tenantId, refundId);
    if (found === undefined) return 'unknown';
    const turn = await this.desk.take(tenantId, found.orderId);
    if (turn === undefined) return 'busy';
    try {
      for (;;) {
        const { books, stored } = await this.desk.read(turn);
        const refund = books.refunds.find((each) => each.refundId === refundId && each.state === 'manual');
        if (refund === undefined) return 'unknown';
        const written = await this.desk.write(turn, stored, change(books, refund));
        if (written === 'lost') return 'busy';
        if (written === 'written') return 'done';
      }
    } finally {
      // Whoever comes next sets the time of the next look.
      await this.desk.putDown(turn, { waitMs: 0, checkAt: undefined });
    }
  }
}

const refundOf = (row: ManualRow): ManualRefund => ({
  refundId: row.refund_id,
  orderId: row.order_id,
  connectionId: row.connection_id,
  sessionId: row.session_id,
  source: row.source,
  amount: row.amount,
  currency: row.currency,
  saga: row.saga,
  since: row.updated_at,
});
