import { ConnectorError, type LeftOut, type Page } from '@acp-hub/connector';
import type { Product } from '@acp-hub/commerce';
import { rejectedBy } from './left-out';
import { PagesAhead } from './pages-ahead';
import type { CatalogueStore, ProductBatch, RejectedProduct, SyncRun } from './ports';
import { sortOut } from './sort-out';
import type { StepOutcome, SyncContext } from './sync-step';

/** A page of the platform's, told apart into what can be stored and what cannot. */
interface SortedPage extends Pick<ProductBatch, 'products' | 'rejected'> {
  readonly seen: number;
  readonly removedIds: readonly string[];
  readonly nextCursor?: string;
}

/**
 * Takes in what the platform lists, page by page; each page and how far the run has come are stored together. The next
 * pages are asked for and read while one is stored: a platform's pace is what takes longest.
 */
export class ListProducts {
  constructor(private readonly store: CatalogueStore) {}

  async execute(context: SyncContext, begun: SyncRun): Promise<StepOutcome> {
    const since = begun.updatedSince === undefined ? {} : { updatedSince: begun.updatedSince.toISOString() };
    const ask = async (cursor: string | undefined): Promise<Page<Product>> => {
      const asked = cursor === undefined ? {} : { cursor };
      const page = await context.shop.listProducts({ ...asked, ...since });
      assertMovesOn(cursor, page);
      return page;
    };
    const pages = new PagesAhead(ask, sortPage, begun.cursor);
    try {
      return await this.#store(context, begun, pages);
    } finally {
      pages.stop();
    }
  }

  async #store(
    context: SyncContext,
    begun: SyncRun,
    pages: PagesAhead<Page<Product>, SortedPage>,
  ): Promise<StepOutcome> {
    let run = begun;
    for (;;) {
      const { nextCursor, seen, ...batch } = await pages.take();
      const { cursor: _done, ...rest } = run;
      const counts = { ...run.counts, pages: run.counts.pages + 1, seen: run.counts.seen + seen };
      const next = { ...rest, ...(nextCursor === undefined ? {} : { cursor: nextCursor }), counts };
      run = await this.store.store(context.turn, next, batch);
      context.progress(run);
      if (nextCursor === undefined) return { kind: 'done', run };
      if (context.shouldStop()) return { kind: 'paused', run };
    }
  }
}

function sortPage(page: Page<Product>): SortedPage {
  const { products, rejected } = sortOut(page.items);
  return {
    products,
    rejected: together(rejected, page.leftOut),
    removedIds: page.deletedIds ?? [],
    seen: page.items.length + unreadIn(page),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
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
function assertMovesOn(cursor: string | undefined, { nextCursor }: Page<Product>): void {
  if (nextCursor === undefined || nextCursor !== cursor) return;
  throw new ConnectorError(
    { kind: 'rejected', reason: { code: 'other' } },
    'The platform names the page it answered as the next one, so that its list has no end.',
    'not_applied',
  );
}
