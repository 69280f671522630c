import type { MerchantProfile, Product } from '@acp-hub/commerce';
import type { Catalogue, CatalogueEntry } from '../catalog/ports';
import type { DeliveryOutcome, FeedFile } from './delivery/delivery';
import type { FeedTarget } from './target';

/** What a merchant set up: what is told, how, to whom and how often. */
export interface FeedDefinition extends Catalogue {
  readonly feedId: string;
  readonly name: string;
  readonly format: string;
  readonly encoding: string;
  /** The format's own options and the merchant's mapping, as the format's schema reads them. */
  readonly options: unknown;
  readonly target: FeedTarget;
  readonly everyMinutes: number;
}

export interface FeedStanding extends FeedDefinition {
  /** What the last delivered feed held; absent before the first. */
  readonly lastListed?: number;
  readonly deliveredAt?: Date;
  readonly nextAt?: Date;
  readonly failures: number;
  readonly isDisabled: boolean;
}

/** How the items of a feed fared. */
export interface FeedTally {
  readonly listed: number;
  /** Of those listed, the ones something is said of. */
  readonly warned: number;
  readonly excluded: number;
  /** By the code of the reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RenderedFeed {
  readonly files: readonly FeedFile[];
  readonly tally: FeedTally;
}

/** Why an item is not, or not wholly, in a feed, in words for a shop owner. */
export interface FeedVerdict {
  readonly itemId: string;
  readonly productId: string;
  readonly status: 'listed' | 'listed_with_warnings' | 'excluded';
  readonly reasons: readonly FeedReason[];
}

export interface FeedReason {
  /** Stable, e.g. `value_missing`. */
  readonly code: string;
  /** `error` keeps the item out. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly action: string;
}

/** Told of a rendering while it lasts. */
export interface RenderObserver {
  onVerdicts?(verdicts: readonly FeedVerdict[]): void;
  onProgress?(progress: { readonly products: number; readonly items: number }): void;
}

/** What a rendering needs to know of a feed. */
export type FeedContents = Pick<
  FeedDefinition,
  'tenantId' | 'connectionId' | 'feedId' | 'name' | 'format' | 'encoding' | 'options'
>;

/** Who sells what is in a catalogue. */
export type SellerOf = (catalogue: Catalogue) => Promise<Pick<MerchantProfile, 'name' | 'links'>>;

/** Makes the files of a feed. */
export interface FeedRenderer {
  /** Renders into `folder`, in memory bounded whatever the catalogue's size. */
  render(
    feed: FeedContents,
    entries: AsyncIterable<readonly CatalogueEntry[]>,
    folder: string,
    observer?: RenderObserver,
  ): Promise<RenderedFeed>;
  /** A verdict on each item of the product, seen by itself: what repeats in other products is not noticed. */
  judge(feed: FeedContents, product: Product): Promise<readonly FeedVerdict[]>;
}

/** Brings files to a feed's target. */
export type DeliverFeed = (feed: FeedDefinition, files: readonly FeedFile[]) => Promise<DeliveryOutcome>;

/** A feed whose turn it is; nobody else publishes it meanwhile. */
export interface ClaimedFeed extends FeedStanding {
  readonly claim: string;
  /** A person has said that it may shrink, once. */
  readonly releaseNext: boolean;
}

export interface FeedRun {
  readonly runId: string;
  readonly feedId: string;
  /** `held`: rendered, and kept back until a person says otherwise. */
  readonly state: 'done' | 'held' | 'failed';
  readonly tally: FeedTally;
  readonly bytes: number;
  readonly error?: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export interface Feeds {
  add(feed: FeedDefinition): Promise<void>;
  list(tenantId: string): Promise<readonly FeedStanding[]>;
  due(most: number): Promise<readonly { readonly tenantId: string; readonly id: string }[]>;
  /** `undefined` where another process has it, or it is disabled or unknown. */
  claim(tenantId: string, feedId: string): Promise<ClaimedFeed | undefined>;
  /** Writes the run down, gives the claim back and sets when the feed's next turn is. */
  finish(feed: ClaimedFeed, run: FeedRun, nextAt: Date): Promise<void>;
  /** Lets the next run deliver however little it holds, and makes it due. */
  release(tenantId: string, feedId: string): Promise<'released' | 'unknown'>;
  /** The latest first. */
  runs(tenantId: string, feedId: string, most: number): Promise<readonly FeedRun[]>;
}
