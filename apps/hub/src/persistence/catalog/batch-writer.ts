import type { Catalogue, HashedProduct, ProductBatch, RejectedProduct, SyncRun } from '../../catalog/ports';
import type { TenantScope } from '../tenant-scope';
import {
  ADD_ITEMS,
  CLASHING,
  DIFFERING,
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

const itemsOf = ({ product }: HashedProduct): string => JSON.stringify(product.variants.map(({ id }) => id));
const idOf = ({ product }: HashedProduct): string => product.id;

/** Writes the parts of one batch; what has nothing to write sends nothing. */
export class BatchWriter {
  readonly #where: readonly [string, string];

  constructor(
    private readonly scope: TenantScope,
    { tenantId, connectionId }: Catalogue,
    private readonly now: Date,
  ) {
    this.#where = [tenantId, connectionId];
  }

  async products(products: readonly HashedProduct[]) {
    const differing = await this.#differing(products);
    const clashing = await this.#clashing(differing);
    const refused = new Set(clashing.map(({ productId }) => productId));
    const accepted = differing.filter((one) => !refused.has(idOf(one)));
    await this.#items(accepted);
    for (let from = 0; from < accepted.length; from += MOST_AT_ONCE) {
      const some = accepted.slice(from, from + MOST_AT_ONCE);
      await this.scope.run(WRITE_PRODUCTS, [
        ...this.#where,
        some.map(idOf),
        some.map(({ contentHash }) => contentHash),
        some.map(({ document }) => document),
        some.map(itemsOf),
        this.now,
      ]);
    }
    return { written: accepted.length, clashing };
  }

  async removals(productIds: readonly string[]): Promise<number> {
    if (productIds.length === 0) return 0;
    const rows = await this.scope.run<{ product_id: string }>(ON_SALE_AMONG, [...this.#where, productIds]);
    if (rows.length === 0) return 0;
    const ids = rows.map(({ product_id }) => product_id);
    await this.scope.run(DROP_ITEMS, [...this.#where, ids, []]);
    await this.scope.run(REMOVE_PRODUCTS, [...this.#where, ids, this.now]);
    await this.scope.run(FORGET_REJECTS, [...this.#where, ids]);
    return ids.length;
  }

  async rejects(rejected: readonly RejectedProduct[], products: readonly HashedProduct[]): Promise<void> {
    const ids = new Set(rejected.map(({ productId }) => productId));
    const good = products.map(idOf).filter((id) => !ids.has(id));
    if (good.length > 0) await this.scope.run(FORGET_REJECTS, [...this.#where, good]);
    if (rejected.length === 0) return;
    await this.scope.run(NOTE_REJECTS, [
      ...this.#where,
      rejected.map(({ productId }) => productId),
      rejected.map(({ title }) => title ?? null),
      rejected.map(({ reason }) => reason),
      this.now,
    ]);
  }

  /** What was rejected is there all the same. */
  async seen(run: SyncRun, { products, rejected }: ProductBatch): Promise<void> {
    const ids = [...products.map(idOf), ...rejected.map(({ productId }) => productId)];
    if (ids.length === 0) return;
    await this.scope.run(NOTE_SEEN, [this.#where[0], run.runId, run.counts.pages, ids]);
  }

  async progress({ runId, phase, cursor, counts }: SyncRun): Promise<void> {
    const values = [this.#where[0], runId, phase, cursor ?? null, JSON.stringify(counts), this.now];
    await this.scope.run(PROGRESS_RUN, values);
  }

  async #items(products: readonly HashedProduct[]): Promise<void> {
    if (products.length === 0) return;
    const items = products.flatMap(({ product }) =>
      product.variants.map(({ id }) => [id, product.id] as const),
    );
    const itemIds = items.map(([id]) => id);
    await this.scope.run(DROP_ITEMS, [...this.#where, products.map(idOf), itemIds]);
    await this.scope.run(ADD_ITEMS, [...this.#where, itemIds, items.map(([, productId]) => productId)]);
  }

  async #differing(products: readonly HashedProduct[]): Promise<readonly HashedProduct[]> {
    if (products.length === 0) return [];
    const hashes = products.map(({ contentHash }) => contentHash);
    const rows = await this.scope.run<{ product_id: string }>(DIFFERING, [
      ...this.#where,
      products.map(idOf),
      hashes,
    ]);
    const differing = new Set(rows.map(({ product_id }) => product_id));
    return products.filter((one) => differing.has(idOf(one)));
  }

  async #clashing(products: readonly HashedProduct[]): Promise<readonly RejectedProduct[]> {
    if (products.length === 0) return [];
    const rows = await this.scope.run<{ product_id: string; other_id: string; item_id: string }>(CLASHING, [
      ...this.#where,
      products.map(idOf),
      products.map(itemsOf),
    ]);
    return rows.map(({ product_id, other_id, item_id }) => ({
      productId: product_id,
      ...{ title: products.find((one) => idOf(one) === product_id)?.product.title ?? '' },
      reason: `Its item ${item_id} is also an item of product ${other_id}: give each its own id.`,
    }));
  }
}
