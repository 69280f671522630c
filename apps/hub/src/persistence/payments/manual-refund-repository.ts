import type { ManualRefund, ManualRefunds } from '../../payments/refunds/ports';
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
  constructor(private readonly directory: TenantDirectory) {}

  async list(tenantId: string): Promise<readonly ManualRefund[]> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run<ManualRow>(LIST_MANUAL_REFUNDS, [tenantId])).map(refundOf);
  }

  async find(tenantId: string, refundId: string): Promise<ManualRefund | undefined> {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<ManualRow>(FIND_MANUAL_REFUND, [tenantId, refundId]);
    return row && refundOf(row);
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
