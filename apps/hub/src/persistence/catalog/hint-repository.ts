import type { Catalogue, CatalogueHints, Hint } from '../../catalog/ports';
import type { TenantDirectory } from '../tenant-directory';
import { NOTE_HINT, OPEN_HINTS, SETTLE_HINTS } from './sync-statements';

export class HintRepository implements CatalogueHints {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly clock: { now(): Date },
  ) {}

  async note({ tenantId, connectionId }: Catalogue, productId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(NOTE_HINT, [tenantId, connectionId, productId, this.clock.now()]);
  }

  async open({ tenantId, connectionId }: Catalogue, most: number): Promise<readonly Hint[]> {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, most];
    const rows = await scope.run<{ product_id: string; hinted_at: Date }>(OPEN_HINTS, values);
    return rows.map((row) => ({ productId: row.product_id, hintedAt: row.hinted_at }));
  }

  async settle({ tenantId, connectionId }: Catalogue, hints: readonly Hint[]): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(SETTLE_HINTS, [
      ...[tenantId, connectionId, hints.map(({ productId }) => productId)],
      hints.map(({ hintedAt }) => hintedAt),
    ]);
  }
}
