import type { SyncRun } from './ports';
import type { FollowHints } from './follow-hints';
import type { ListProducts } from './list-products';
import type { ReconcileStock } from './reconcile-stock';
import type { RemoveUnseen } from './remove-unseen';
import type { StepOutcome, SyncContext } from './sync-step';

export interface SyncSteps {
  readonly list: ListProducts;
  readonly remove: RemoveUnseen;
  readonly stock: ReconcileStock;
  readonly hints: FollowHints;
}

/** Takes a run on from where it is. */
export async function runSync(steps: SyncSteps, context: SyncContext, run: SyncRun): Promise<StepOutcome> {
  switch (run.kind) {
    case 'stock':
      return steps.stock.execute(context, run);
    case 'changes': {
      const listed = await steps.list.execute(context, run);
      return listed.kind === 'done' ? steps.hints.execute(context, listed.run) : listed;
    }
    case 'full': {
      if (run.phase === 'removing') return steps.remove.execute(context, run);
      const listed = await steps.list.execute(context, run);
      return listed.kind === 'done' ? steps.remove.execute(context, listed.run) : listed;
    }
  }
}
