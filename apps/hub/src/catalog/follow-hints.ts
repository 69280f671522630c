import type { CatalogueHints, CatalogueStore, SyncRun } from './ports';
import { askedOf, askVariants } from './ask-variants';
import { mergeVariants } from './merge-variants';
import { sortOut } from './sort-out';
import type { StepOutcome, SyncContext } from './sync-step';

const AT_ONCE = 50;

/**
 * Looks at the products that a platform reported, after what it lists as changed was taken in: that names neither what
 * is gone nor, on some platforms, what merely sold.
 */
export class FollowHints {
  constructor(
    private readonly store: CatalogueStore,
    private readonly hints: CatalogueHints,
  ) {}

  async execute(context: SyncContext, begun: SyncRun): Promise<StepOutcome> {
    let run = begun;
    for (;;) {
      const hints = await this.hints.open(context.turn, AT_ONCE);
      if (hints.length === 0) return { kind: 'done', run };
      const products = await this.store.named(
        context.turn,
        hints.map(({ productId }) => productId),
      );
      const now = await askVariants(context.shop, products.map(askedOf));
      const gone = products.filter((product) => now.isGone(askedOf(product)));
      const read = products.filter((product) => !gone.includes(product) && !now.isUnread(askedOf(product)));
      const { products: merged, rejected } = sortOut(mergeVariants(read, now.variants));
      run = await this.store.store(context.turn, run, {
        ...{ products: merged, rejected: [...rejected, ...now.rejected] },
        removedIds: gone.map(({ id }) => id),
      });
      await this.hints.settle(context.turn, hints);
      context.progress(run);
      if (context.shouldStop()) return { kind: 'paused', run };
    }
  }
}
