import type { CatalogueStore, SyncRun } from './ports';
import { askedOf, askVariants } from './ask-variants';
import { mergeVariants } from './merge-variants';
import { sortOut } from './sort-out';
import type { StepOutcome, SyncContext } from './sync-step';

const AT_ONCE = 50;

/** Products of one run: a large catalogue is gone through by turns, so that none of them holds a shop up for long. */
const MOST_A_RUN = 2_000;

/** Compares price and stock of what is stored with what the platform tells now, a stretch of the catalogue a run. */
export class ReconcileStock {
  constructor(private readonly store: CatalogueStore) {}

  async execute(context: SyncContext, begun: SyncRun): Promise<StepOutcome> {
    let run = begun;
    while (run.counts.seen < MOST_A_RUN) {
      const products = await this.store.after(context.turn, run.cursor, AT_ONCE);
      const last = products.at(-1);
      if (last === undefined) return { kind: 'done', run: fromTheStart(run) };
      const now = await askVariants(context.shop, products.map(askedOf));
      const read = products.filter((product) => !now.isUnread(askedOf(product)));
      const { products: merged, rejected } = sortOut(mergeVariants(read, now.variants));
      const counts = { ...run.counts, pages: run.counts.pages + 1, seen: run.counts.seen + products.length };
      run = await this.store.store(
        context.turn,
        { ...run, cursor: last.id, counts },
        { products: merged, rejected: [...rejected, ...now.rejected], removedIds: [] },
      );
      context.progress(run);
      if (products.length < AT_ONCE) return { kind: 'done', run: fromTheStart(run) };
      if (context.shouldStop()) return { kind: 'paused', run };
    }
    return { kind: 'done', run };
  }
}

const fromTheStart = ({ cursor: _last, ...run }: SyncRun): SyncRun => run;
