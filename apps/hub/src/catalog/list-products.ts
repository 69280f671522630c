import { ConnectorError, type LeftOut, type Page } from '@acp-hub/connector';
import type { Product } from '@acp-hub/commerce';
import { rejectedBy } from './left-out';
import type { CatalogueStore, RejectedProduct, SyncRun } from './ports';
import { sortOut } from './sort-out';
import type { StepOutcome, SyncContext } from './sync-step';

/**
 * Takes in what the platform lists, page by page; each page and how far the run has come are stored together. The next
 * page is asked for while one is stored: a platform's pace is what takes longest.
 */
export class ListProducts {
  constructor(private readonly store: CatalogueStore) {}

  async execute(context: SyncContext, begun: SyncRun): Promise<StepOutcome> {
    let run = begun;
    const since = begun.updatedSince === undefined ? {} : { updatedSince: begun.updatedSince.toISOString() };
    const ask = (cursor: string | undefined) =>
      context.shop.listProducts({ ...(cursor === undefined ? {} : { cursor }), ...since });
    let asked = ask(run.cursor);
    for (;;) {
      const page = await asked;
      assertMovesOn(run, page);
      if (page.nextCursor !== undefined) {
        asked = ask(page.nextCursor);
        // Heard when its turn comes, or never where the run stops before.
        asked.catch(() => undefined);
      }
      const { cursor: _done, ...rest } = run;
      const { products, rejected } = sortOut(page.items);
      const counts = {
        ...run.counts,
        pages: run.counts.pages + 1,
        seen: run.counts.seen + page.items.length + unreadIn(page),
      };
      run = await this.store.store(
        context.turn,
        { ...rest, ...(page.nextCursor === undefined ? {} : { cursor: page.nextCursor }), counts },
        { products, rejected: together(rejected, page.leftOut), removedIds: page.deletedIds ?? [] },
      );
      context.progress(run);
      if (page.nextCursor === undefined) return { kind: 'done', run };
      if (context.shouldStop()) return { kind: 'paused', run };
    }
  }
}

/** Products of a page that the connector could not hand over; a variant left out is none. */
const unreadIn = ({ items, leftOut = [] }: Page<Product>): number => {
  const handedOver = new Set(items.map(({ id }) => id));
  return rejectedBy(leftOut).filter(({ productId }) => !handedOver.has(productId)).length;
};

/** One reason a product, what the hub itself found first. */
function together(rejected: readonly RejectedProduct[], leftOut: readonly LeftOut[] = []) {
  const known = new Set(rejected.map(({ productId }) => productId));
  return [...rejected, ...rejectedBy(leftOut).filter(({ productId }) => !known.has(productId))];
}

/** A platform that points back at the page it answers would be listed for ever. */
function assertMovesOn({ cursor }: SyncRun, { nextCursor }: Page<Product>): void {
  if (nextCursor === undefined || nextCursor !== cursor) return;
  throw new ConnectorError(
    { kind: 'rejected', reason: { code: 'other' } },
    'The platform names the page it answered as the next one, so that its list has no end.',
    'not_applied',
  );
}
