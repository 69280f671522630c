import type { OrderChange, OrderId } from '@acp-hub/commerce';
import type { NewId } from '../../ids';
import type { OrderPageLinks } from '../../orders/order-page-links';
import type { Orders, PlatformOrder, StoredOrder } from '../../orders/ports';
import type { TenantDirectory } from '../tenant-directory';
import type { Statement } from '../tenant-statement';
import { orderFromRow, toOrderColumns, type OrderRow } from './order-row';
import { FIND, FIND_BY_PLATFORM_ID, FIND_UNEXPIRED, STORE_CHANGE } from './statements';

export class OrderRepository implements Orders {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly links: OrderPageLinks,
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
  ) {}

  find(tenantId: string, orderId: OrderId): Promise<StoredOrder | undefined> {
    return this.#one(tenantId, FIND, [tenantId, orderId]);
  }

  findByPlatformId({
    tenantId,
    connectionId,
    platformOrderId,
  }: PlatformOrder): Promise<StoredOrder | undefined> {
    return this.#one(tenantId, FIND_BY_PLATFORM_ID, [tenantId, connectionId, platformOrderId]);
  }

  async findByPageToken(hash: Buffer): Promise<StoredOrder | undefined> {
    const located = await this.directory.findByOrderPageToken(hash);
    if (located === undefined) return undefined;
    const { tenantId, id } = located;
    return this.#one(tenantId, FIND_UNEXPIRED, [tenantId, id, this.clock.now()]);
  }

  async storeChange(stored: StoredOrder, { order, changes }: OrderChange) {
    const { scope, sealing } = await this.directory.open(stored.tenantId);
    const dataKey = stored.wrappedKey && sealing.openDataKey(stored.wrappedKey);
    const { state, sealed } = toOrderColumns(sealing, dataKey, order, stored.personal);
    const rows = await scope.run(STORE_CHANGE, [
      stored.tenantId,
      order.id,
      stored.version,
      state,
      order.number === undefined ? null : sealing.blindIndex('order_number', order.number),
      order.updatedAt,
      JSON.stringify(changes),
      this.newId('out'),
      sealed,
      changes.some(({ kind }) => kind === 'adjustment_changed'),
    ]);
    return rows.length === 1 ? 'stored' : 'version_changed';
  }

  async #one(tenantId: string, statement: Statement, values: readonly unknown[]) {
    const { scope, sealing } = await this.directory.open(tenantId);
    const [row] = await scope.run<OrderRow>(statement, values);
    return row && orderFromRow(sealing, this.links, row);
  }
}
