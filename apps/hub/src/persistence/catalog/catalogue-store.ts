import type { ItemId, Product } from '@acp-hub/commerce';
import type {
  Catalogue,
  CatalogueStore,
  ProductBatch,
  SyncRun,
  SyncTurn,
  UnseenProduct,
} from '../../catalog/ports';
import { TurnLost } from '../../catalog/turn-lost';
import type { TenantDirectory } from '../tenant-directory';
import { BatchWriter } from './batch-writer';
import { WAKE_FEEDS } from '../feeds/statements';
import {
  AFTER,
  COUNT_UNSEEN,
  JOIN_AS_A_WHOLE,
  NAMED,
  RENEW_TURN,
  UNSEEN,
  WAIT_FOR_NO_DISK,
} from './store-statements';

/** Feeds wait so long after a change for others that come with it. */
const CHANGES_GATHER_MS = 5_000;

export class PostgresCatalogueStore implements CatalogueStore {
  constructor(
    private readonly directory: Pick<TenantDirectory, 'open'>,
    private readonly clock: { now(): Date },
    private readonly leaseMs: number,
  ) {}

  async store(turn: SyncTurn, next: SyncRun, batch: ProductBatch): Promise<SyncRun> {
    const { tenantId, connectionId } = turn;
    const { scope } = await this.directory.open(tenantId);
    return scope.transaction(async (transaction) => {
      transaction.send(WAIT_FOR_NO_DISK, []);
      const write = new BatchWriter(transaction, turn, this.clock.now());
      const [renewed, compared] = await Promise.all([
        transaction.run(RENEW_TURN, [tenantId, connectionId, turn.lease, this.leaseMs]),
        write.compare(batch.products),
      ]);
      if (renewed.length === 0) throw new TurnLost(`The turn at ${connectionId} went to another process.`);
      write.products(compared);
      const written = compared.differing.length;
      const removed = await write.removals(batch.removedIds);
      const rejected = [...batch.rejected, ...compared.clashing];
      write.rejects(rejected, batch.products);
      if (next.kind === 'full' && next.phase === 'listing') write.seen(next, batch);
      const run: SyncRun = {
        ...next,
        counts: {
          ...next.counts,
          changed: next.counts.changed + written,
          removed: next.counts.removed + removed,
          rejected: next.counts.rejected + rejected.length,
        },
      };
      write.progress(run);
      if (written + removed > 0) {
        const soon = new Date(this.clock.now().getTime() + CHANGES_GATHER_MS);
        transaction.send(WAKE_FEEDS, [tenantId, connectionId, soon]);
      }
      return run;
    });
  }

  async countUnseen({ tenantId, connectionId }: SyncTurn, run: SyncRun) {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, run.runId];
    const [row] = await scope.transaction(async (transaction) => {
      transaction.send(JOIN_AS_A_WHOLE, []);
      return transaction.run<{ on_sale: string; unseen: string }>(COUNT_UNSEEN, values);
    });
    return { onSale: Number(row?.on_sale ?? 0), unseen: Number(row?.unseen ?? 0) };
  }

  async unseen(
    { tenantId, connectionId }: SyncTurn,
    { runId, cursor = '' }: SyncRun,
    most: number,
  ): Promise<readonly UnseenProduct[]> {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, runId, cursor, most];
    const rows = await scope.transaction(async (transaction) => {
      transaction.send(JOIN_AS_A_WHOLE, []);
      return transaction.run<{ product_id: string; item_ids: ItemId[] }>(UNSEEN, values);
    });
    return rows.map((row) => ({ productId: row.product_id, itemIds: row.item_ids }));
  }

  async after({ tenantId, connectionId }: Catalogue, productId: string | undefined, most: number) {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, productId ?? '', most];
    return (await scope.run<DocumentRow>(AFTER, values)).map(productFromRow);
  }

  async named({ tenantId, connectionId }: Catalogue, productIds: readonly string[]) {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run<DocumentRow>(NAMED, [tenantId, connectionId, productIds])).map(productFromRow);
  }
}

interface DocumentRow {
  readonly document: string;
}

const productFromRow = ({ document }: DocumentRow): Product => JSON.parse(document) as Product;
