import type { Catalogue, HashedProduct, ProductBatch, RejectedProduct, SyncRun } from '../../catalog/ports';
import type { TenantTransaction } from '../tenant-scope';
import {
  ADD_ITEMS,
  COMPARE,
  DROP_ITEMS,
  FORGET_REJECTS,
  NOTE_REJECTS,
  NOTE_SEEN,
  ON_SALE_AMONG,
  PROGRESS_RUN,
  REMOVE_PRODUCTS,
  WRITE_PRODUCTS,
} from './store-statements';

/** Products written by one statement. */
const MOST_AT_ONCE = 200;

/** The products' items, as a JSON array of arrays. */
const itemsOf = (products: readonly HashedProduct[]): string =>
  JSON.stringify(products.map(({ product }) => product.variants.map(({ id }) => id)));

/** The products' documents, as a JSON array in bytes, which go to PostgreSQL as they are. */
const documentsOf = (products: readonly HashedProduct[]): Buffer =>
  Buffer.from(`[${products.map(({ document }) => document).join(',')}]`);

const idOf = ({ product }: HashedProduct): string => product.id;

interface Compared {
  readonly differing: readonly HashedProduct[];
  /** Of these, the ones that are on sale as they were. */
  readonly replacedIds: readonly string[];
  readonly clashing: readonly RejectedProduct[];
}

interface ComparedRow {
  readonly product_id: string;
  readonly is_stored: boolean;
  readonly other_id: string | null;
  readonly item_id: string | null;
}

/** Writes the parts of one batch, waiting for none; what has nothing to write sends nothing. */
export class BatchWriter {
  readonly #where: readonly [string, string];

  constructor(
    private readonly transaction: TenantTransaction,
    { tenantId, connectionId }: Catalogue,
    private readonly now: Date,
  ) {
    this.#where = [tenantId, connectionId];
  }

  /** What of the products is to be written, and what cannot be. */
  async compare(products: readonly HashedProduct[]): Promise<Compared> {
    if (products.length === 0) return { differing: [], replacedIds: [], clashing: [] };
    const rows = await this.transaction.run<ComparedRow>(COMPARE, [
      ...this.#where,
      products.map(idOf),
      products.map(({ contentHash }) => contentHash),
      itemsOf(products),
    ]);
    const compared = new Map(rows.map((row) => [row.product_id, row]));
    const differing: HashedProduct[] = [];
    const clashing: RejectedProduct[] = [];
    for (const one of products) {
      const row = compared.get(idOf(one));
      if (row === undefined) continue;
      if (row.other_id === null) differing.push(one);
      else
        clashing.push({
          ...{ productId: idOf(one), title: one.product.title },
          reason: `Its item ${row.item_id} is also an item of product ${row.other_id}: give each its own id.`,
        });
    }
    const replacedIds = differing.map(idOf).filter((id) => compared.get(id)?.is_stored === true);
    return { differing, replacedIds, clashing };
  }

  products({ differing: products, replacedIds }: Pick<Compared, 'differing' | 'replacedIds'>): void {
    if (products.length === 0) return;
    this.#items(products, replacedIds);
    for (let from = 0; from < products.length; from += MOST_AT_ONCE) {
      const some = products.slice(from, from + MOST_AT_ONCE);
      this.transaction.send(WRITE_PRODUCTS, [
        ...this.#where,
        some.map(idOf),
        some.map(({ contentHash }) => contentHash),
        documentsOf(some),
        itemsOf(some),
        this.now,
      ]);
    }
  }

  async removals(productIds: readonly string[]): Promise<number> {
    if (productIds.length === 0) return 0;
    const rows = await this.transaction.run<{ product_id: string }>(ON_SALE_AMONG, [
      ...this.#where,
      productIds,
    ]);
    if (rows.length === 0) return 0;
    const ids = rows.map(({ product_id }) => product_id);
    this.transaction.send(DROP_ITEMS, [...this.#where, ids, []]);
    this.transaction.send(REMOVE_PRODUCTS, [...this.#where, ids, this.now]);
    this.transaction.send(FORGET_REJECTS, [...this.#where, ids]);
    return ids.length;
  }

  rejects(rejected: readonly RejectedProduct[], products: readonly HashedProduct[]): void {
    const ids = new Set(rejected.map(({ productId }) => productId));
    const good = products.map(idOf).filter((id) => !ids.has(id));
    if (good.length > 0) this.transaction.send(FORGET_REJECTS, [...this.#where, good]);
    if (rejected.length === 0) return;
    this.transaction.send(NOTE_REJECTS, [
      ...this.#where,
      rejected.map(({ productId }) => productId),
      rejected.map(({ title }) => title ?? null),
      rejected.map(({ reason }) => reason),
      this.now,
    ]);
  }

  /** What was rejected is there all the same. */
  seen(run: SyncRun, { products, rejected }: ProductBatch): void {
    const ids = [...products.map(idOf), ...rejected.map(({ productId }) => productId)];
    if (ids.length === 0) return;
    this.transaction.send(NOTE_SEEN, [this.#where[0], run.runId, run.counts.pages, ids]);
  }

  progress({ runId, phase, cursor, counts }: SyncRun): void {
    const values = [this.#where[0], runId, phase, cursor ?? null, JSON.stringify(counts), this.now];
    this.transaction.send(PROGRESS_RUN, values);
  }

  #items(products: readonly HashedProduct[], replacedIds: readonly string[]): void {
    const items = products.flatMap(({ product }) =>
      product.variants.map(({ id }) => [id, product.id] as const),
    );
    const itemIds = items.map(([id]) => id);
    if (replacedIds.length > 0) this.transaction.send(DROP_ITEMS, [...this.#where, replacedIds, itemIds]);
    this.transaction.send(ADD_ITEMS, [...this.#where, itemIds, items.map(([, productId]) => productId)]);
  }
}
