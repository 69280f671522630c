import type { ItemId, Product } from '@acp-hub/commerce';
import type { Located } from '../located';

/** One shop's catalogue. */
export interface Catalogue {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** A product as stored. */
export interface CatalogueEntry {
  readonly productId: string;
  /** Grows with every change of the connection's catalogue; changes become visible in its order. */
  readonly changeSeq: number;
  /** Gone from the platform; `product` is as it was last seen. */
  readonly isDeleted: boolean;
  readonly product: Product;
}

export interface CatalogueSize {
  readonly products: number;
  readonly variants: number;
  /** The latest `changeSeq`; 0 where nothing was ever stored. */
  readonly lastChange: number;
  /** Whether the shop was ever read to its end: otherwise what is missing is not known to be. */
  readonly isWhole: boolean;
}

/**
 * Products in JSON, one after the other, each behind its length in bytes: 32 bits, little-endian. Whoever hands them to
 * another thread need not read them.
 */
export interface ProductDocuments {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/** Reads a catalogue in batches of bounded size, as it was when the first was asked for. */
export interface CatalogueReader {
  size(catalogue: Catalogue): Promise<CatalogueSize>;
  /** As `whole`, unread: some hundred kilobytes first, then a few megabytes at a time. */
  documents(catalogue: Catalogue): AsyncIterable<ProductDocuments>;
  /** Everything that is on sale, each product once. */
  whole(catalogue: Catalogue): AsyncIterable<readonly Product[]>;
  /** What changed later than `changeSeq`, in the order of the changes; what is gone, too. */
  changedSince(catalogue: Catalogue, changeSeq: number): AsyncIterable<readonly CatalogueEntry[]>;
  /** The product that an item, or a product's own id, names. */
  find(catalogue: Catalogue, itemOrProductId: string): Promise<CatalogueEntry | undefined>;
  /** The paths of the categories that products on sale stand in, each once; all of them are looked at. */
  categories(catalogue: Catalogue): Promise<readonly (readonly string[])[]>;
}

export const syncKinds = ['full', 'changes', 'stock'] as const;

/**
 * `full`: everything, and what is gone is found; `changes`: what changed since the last look; `stock`: price and stock of
 * what is known.
 */
export type SyncKind = (typeof syncKinds)[number];

/** What a run has done so far. */
export interface SyncCounts {
  readonly pages: number;
  /** Products looked at. */
  readonly seen: number;
  /** Products that were new or differed, and so were written. */
  readonly changed: number;
  /** Products that could not be taken in. */
  readonly rejected: number;
  /** Products gone from the platform. */
  readonly removed: number;
}

/** One run over a catalogue; what it keeps lets another process go on where it stopped. */
export interface SyncRun {
  readonly runId: string;
  readonly kind: SyncKind;
  readonly phase: 'listing' | 'removing';
  /** The platform's while listing; the last product looked at otherwise. */
  readonly cursor?: string;
  readonly updatedSince?: Date;
  /** Whether more may go than is plausible. */
  readonly acceptRemovals: boolean;
  readonly counts: SyncCounts;
  readonly startedAt: Date;
}

/** `running`: also while a failure is waited out; `held`: ended without the removals that it found implausible. */
export type SyncState = 'running' | 'done' | 'held' | 'failed';

export interface SyncRecord extends SyncRun {
  readonly connectionId: string;
  readonly state: SyncState;
  readonly error?: string;
  readonly progressedAt: Date;
  readonly finishedAt?: Date;
}

/** A turn at a catalogue: while it lasts, nobody else syncs it. */
export interface SyncTurn extends Catalogue {
  readonly lease: string;
  /** What the catalogue's next turn was set to when this one began. */
  readonly passedOverUntil: Date;
  /** Everything that changed on the platform before is taken in; absent before the first full run. */
  readonly syncedTo?: Date;
  /** When each kind is due next; absent: at once. */
  readonly due: Readonly<Partial<Record<SyncKind, Date>>>;
  /** The last product whose price and stock were looked at. */
  readonly stockAfter?: string;
  /** In a row. */
  readonly failures: number;
  /** Not before, after a failure. */
  readonly retryAt?: Date;
}

export interface RejectedProduct {
  readonly productId: string;
  readonly title?: string;
  /** What is wrong and what to do about it. */
  readonly reason: string;
}

/** What is to be stored at once. */
export interface ProductBatch {
  readonly products: readonly HashedProduct[];
  readonly rejected: readonly RejectedProduct[];
  /** Products that are gone. */
  readonly removedIds: readonly string[];
}

export interface HashedProduct {
  readonly product: Product;
  readonly contentHash: Buffer;
  readonly document: string;
}

/** A product that the platform has not listed in a full run. */
export interface UnseenProduct {
  readonly productId: string;
  readonly itemIds: readonly ItemId[];
}

/** Reads and writes what is stored, in a turn that nobody else has. */
export interface CatalogueStore {
  /**
   * Writes what differs, how far the run has come and the turn's renewal in one transaction.
   * @param next the run as it is once the batch is in; what was written and refused is added to its counts.
   * @throws TurnLost
   */
  store(turn: SyncTurn, next: SyncRun, batch: ProductBatch): Promise<SyncRun>;
  /** How many products are on sale, and how many of them a full run has not seen. */
  countUnseen(turn: SyncTurn, run: SyncRun): Promise<{ readonly onSale: number; readonly unseen: number }>;
  /** The next of them after the run's cursor. */
  unseen(turn: SyncTurn, run: SyncRun, most: number): Promise<readonly UnseenProduct[]>;
  /** Products on sale by id, those after the one named. */
  after(catalogue: Catalogue, productId: string | undefined, most: number): Promise<readonly Product[]>;
  /** Those of the products that are on sale. */
  named(catalogue: Catalogue, productIds: readonly string[]): Promise<readonly Product[]>;
}

/** Products that a platform reported to have changed. */
export interface CatalogueHints {
  /** Notes the product, and makes its catalogue's turn come at once. */
  note(catalogue: Catalogue, productId: string): Promise<void>;
  open(catalogue: Catalogue, most: number): Promise<readonly Hint[]>;
  /** Forgets what was followed; what was reported again since stays. */
  settle(catalogue: Catalogue, hints: readonly Hint[]): Promise<void>;
}

export interface Hint {
  readonly productId: string;
  readonly hintedAt: Date;
}

/** Whose turn it is, what is due, and what has been. */
export interface CatalogueSyncs {
  /** Catalogues with something due, the longest waiting first. */
  due(most: number): Promise<readonly Located[]>;
  /** `undefined` where another process has the turn, or the connection is disabled. */
  take(catalogue: Catalogue): Promise<SyncTurn | undefined>;
  /** Gives the turn back; the next one is at `nextAt`, or sooner where somebody woke the catalogue meanwhile. */
  release(turn: SyncTurn, nextAt: Date): Promise<void>;
  /** The run of that kind that has not ended, or a new one. */
  openRun(turn: SyncTurn, kind: SyncKind, how: OpenRun): Promise<SyncRun>;
  endRun(turn: SyncTurn, run: SyncRun, end: EndRun): Promise<void>;
  /** Notes a failure of a run that goes on at `retryAt`. */
  postpone(turn: SyncTurn, run: SyncRun, error: string, retryAt: Date): Promise<void>;
  /** The latest first. */
  runs(catalogue: Catalogue, most: number): Promise<readonly SyncRecord[]>;
  rejects(catalogue: Catalogue, most: number): Promise<readonly RejectedProduct[]>;
  findReject(catalogue: Catalogue, productId: string): Promise<RejectedProduct | undefined>;
}

export interface OpenRun {
  readonly updatedSince?: Date;
  readonly acceptRemovals: boolean;
}

export interface EndRun {
  readonly state: Exclude<SyncState, 'running'>;
  /** Why it did not end as it should, in words for the merchant. */
  readonly error?: string;
  /** When a run of its kind is due again. */
  readonly dueAt: Date;
  /** Everything that changed on the platform before is in. */
  readonly syncedTo?: Date;
}

/** Asks for a turn at a catalogue, soon and at least once. */
export interface CatalogueQueue {
  syncSoon(catalogue: Catalogue): Promise<void>;
}
