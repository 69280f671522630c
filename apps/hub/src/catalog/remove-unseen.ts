import { askVariants } from './ask-variants';
import type { CatalogueStore, SyncRun } from './ports';
import { isPlausibleLoss } from './plausible';
import type { StepOutcome, SyncContext } from './sync-step';

const AT_ONCE = 50;

/**
 * Removes what a full run has not seen. It comes after the last page alone, removes no more than is plausible, and asks
 * for each product once more: one that moved to a page already read is still there.
 */
export class RemoveUnseen {
  constructor(private readonly store: CatalogueStore) {}

  async execute(context: SyncContext, begun: SyncRun): Promise<StepOutcome> {
    let run = begun;
    if (run.phase === 'listing') {
      const { onSale, unseen } = await this.store.countUnseen(context.turn, run);
      if (unseen === 0) return { kind: 'done', run };
      if (!run.acceptRemovals && !isPlausibleLoss(unseen, onSale))
        return { kind: 'held', run, error: tooMany(unseen, onSale) };
      run = await this.#store(context, { ...run, phase: 'removing' }, []);
    }
    for (;;) {
      const some = await this.store.unseen(context.turn, run, AT_ONCE);
      const last = some.at(-1);
      if (last === undefined) return { kind: 'done', run };
      const now = await askVariants(context.shop, some);
      const gone = some.filter(now.isGone).map(({ productId }) => productId);
      run = await this.#store(context, { ...run, cursor: last.productId }, gone);
      if (context.shouldStop()) return { kind: 'paused', run };
    }
  }

  async #store(context: SyncContext, next: SyncRun, removedIds: readonly string[]): Promise<SyncRun> {
    const run = await this.store.store(context.turn, next, { products: [], rejected: [], removedIds });
    context.progress(run);
    return run;
  }
}

const tooMany = (unseen: number, onSale: number): string =>
  `The platform listed ${onSale - unseen} of ${onSale} products. Nothing was removed, in case its list was cut short. ` +
  'If the others are gone indeed: hub catalog sync --full --accept-removals';
