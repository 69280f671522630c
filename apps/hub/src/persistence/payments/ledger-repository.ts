import type { OrderPageLinks } from '../../orders/order-page-links';
import type { Ledger, OrderLedger } from '../../payments/ledger/ports';
import { orderFromRow } from '../orders/order-row';
import type { TenantDirectory } from '../tenant-directory';
import { inOrder, type MoneyRow } from './money-desk-repository';
import { FIND_ORDER_BY_ID_OR_NUMBER, READ_MONEY } from './refund-statements';

export class LedgerRepository implements Ledger {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly links: OrderPageLinks,
  ) {}

  async find(tenantId: string, order: string): Promise<OrderLedger | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const [found] = await scope.run<{ order_id: string }>(FIND_ORDER_BY_ID_OR_NUMBER, [
      tenantId,
      order,
      sealing.blindIndex('order_number', order),
    ]);
    if (found === undefined) return undefined;
    const [row] = await scope.run<MoneyRow>(READ_MONEY, [tenantId, found.order_id]);
    if (row === undefined) return undefined;
    const { refunds, movements } = inOrder(row);
    return {
      order: orderFromRow(sealing, this.links, row).order,
      movements: movements.map((movement) => ({ ...movement, at: new Date(movement.at).toISOString() })),
      refunds,
    };
  }
}
