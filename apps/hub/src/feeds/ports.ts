import type { MerchantProfile, Product } from '@acp-hub/commerce';
import type { Catalogue, CatalogueEntry, ProductDocuments } from '../catalog/ports';
import type { Located } from '../located';
import type { DeliveryControl, DeliveryOutcome, FeedFile } from './delivery/delivery';
import type {
  FeedContents,
  FeedDefinition,
  FeedRun,
  FeedRunKind,
  FeedStanding,
  FeedTally,
  FeedTrouble,
  FeedVerdict,
} from './feed';
import type { OnProgress } from './progress';

export interface RenderedFeed {
  readonly files: readonly FeedFile[];
  readonly tally: FeedTally;
  /** When a sale price in it begins or ends next; what is told is wrong from then on. */
  readonly saleChange?: Date;
}

/** The products to tell a receiver of, rendered from what changed. */
export interface RenderedChanges extends RenderedFeed {
  /** Items that are to be taken down. */
  readonly withdrawn: number;
  /** The last change among them; absent where nothing changed. */
  readonly lastChange?: number;
}

/** Told of a rendering while it lasts. */
export interface RenderObserver {
  /** Of the verdicts that say anything. */
  onVerdicts?(verdicts: readonly FeedVerdict[]): void;
  onProgress?: OnProgress;
}

/** How a rendering is watched and stopped. */
export interface RenderControl extends RenderObserver {
  readonly signal?: AbortSignal;
  /** How many products there will be, where that is known. */
  readonly total?: number;
}

/** Who sells what is in a catalogue. */
export type SellerOf = (catalogue: Catalogue) => Promise<Pick<MerchantProfile, 'name' | 'links'>>;

/** Makes the files of a feed. */
export interface FeedRenderer {
  /**
   * Renders into `folder`, in memory bounded whatever the catalogue's size.
   *
   * @param documents products as the catalogue keeps them
   */
  render(
    feed: FeedContents,
    documents: AsyncIterable<ProductDocuments>,
    folder: string,
    control?: RenderControl,
  ): Promise<RenderedFeed>;
  /** Renders what changed into `folder`, for a feed that takes changes. */
  renderChanges(
    feed: FeedContents,
    changes: AsyncIterable<readonly CatalogueEntry[]>,
    folder: string,
    control?: RenderControl,
  ): Promise<RenderedChanges>;
  /** A verdict on each item of the product, seen by itself: what repeats in other products is not noticed. */
  judge(feed: FeedContents, product: Product): Promise<readonly FeedVerdict[]>;
}

export interface FeedDelivery {
  readonly kind: FeedRunKind;
  readonly files: readonly FeedFile[];
  /** Items that the receiver has. */
  readonly lastListed?: number;
}

/** Brings files to a feed's target. @throws the signal's reason where it is stopped */
export type DeliverFeed = (
  feed: Pick<FeedDefinition, 'tenantId' | 'feedId' | 'target'>,
  delivery: FeedDelivery,
  control?: DeliveryControl,
) => Promise<DeliveryOutcome>;

/** A feed whose turn it is; nobody else publishes it meanwhile. */
export interface ClaimedFeed extends FeedStanding {
  readonly claim: string;
  /** A person has said that it may shrink, once. */
  readonly releaseNext: boolean;
  /** What it would have held when it was last kept back: what the person agreed to. */
  readonly heldListed?: number;
}

/** What a run leaves open stays as it is. */
export interface NextTurn {
  /** When everything is published next. */
  readonly runAt?: Date;
  /** Changes are waited with until then, after a failure. */
  readonly changesAt?: Date;
  /** What the receiver has been told of. */
  readonly publishedChange?: number;
}

/** Asks for feeds to be published, soon and at least once. */
export interface FeedQueue {
  /** How many more it takes: what waits is better chosen anew than waiting in line. */
  room(): Promise<number>;
  publishSoon(feeds: readonly Located[]): Promise<void>;
}

/** What watches over feeds looks at. */
export interface FeedAlarms {
  inTrouble(trouble: FeedTrouble, most: number): Promise<readonly Located[]>;
  /** @returns those that nobody was told of before. */
  noteAlarms(
    tenantId: string,
    feedIds: readonly string[],
    trouble: FeedTrouble,
  ): Promise<readonly { readonly feedId: string; readonly name: string }[]>;
}

/** What of a feed may be changed later; what is not named stays. */
export type FeedChange = Partial<Pick<FeedDefinition, 'options' | 'target' | 'everyMinutes'>> & {
  /** The new target is another place: what was delivered before is not there. */
  readonly isElsewhere?: boolean;
};

export interface Feeds {
  add(feed: FeedDefinition): Promise<void>;
  list(tenantId: string): Promise<readonly FeedStanding[]>;
  find(tenantId: string, feedId: string): Promise<FeedStanding | undefined>;
  /** Feeds with something due or left behind by a process that died; merchants take turns, and wait for their own. */
  due(most: number): Promise<readonly Located[]>;
  /**
   * `undefined` where another process has it, or it is disabled or unknown.
   *
   * @param isWhole everything is asked for, and due from now on should this process die
   */
  claim(tenantId: string, feedId: string, isWhole?: boolean): Promise<ClaimedFeed | undefined>;
  /** @returns whether the claim still holds. */
  renew(feed: ClaimedFeed): Promise<boolean>;
  /** Gives the claim back where there was nothing to do. */
  giveBack(feed: ClaimedFeed): Promise<void>;
  /** Gives the claim back; everything is published then. */
  postpone(feed: ClaimedFeed, until: Date): Promise<void>;
  /** Gives the claim back with nothing done; what was due still is. */
  abandon(feed: ClaimedFeed): Promise<void>;
  /** Writes the run down, gives the claim back and sets when the feed's next turn is. */
  finish(feed: ClaimedFeed, run: FeedRun, next: NextTurn): Promise<void>;
  /** Lets the next run deliver however little it holds, and makes it due. */
  release(tenantId: string, feedId: string): Promise<'released' | 'unknown'>;
  /** Everything is published anew, at once. */
  change(tenantId: string, feedId: string, change: FeedChange): Promise<void>;
  /** Revokes every URL by which it is fetched. @returns the generation of the next ones; `undefined` where it is unknown */
  renewUrls(tenantId: string, feedId: string): Promise<number | undefined>;
  /** Publishes it no more; what was delivered stays. */
  disable(tenantId: string, feedId: string): Promise<void>;
  enable(tenantId: string, feedId: string): Promise<void>;
  /** With its history; what was delivered stays. */
  remove(tenantId: string, feedId: string): Promise<void>;
  /** The latest first. */
  runs(tenantId: string, feedId: string, most: number): Promise<readonly FeedRun[]>;
}
