import type { Catalogue } from '../catalog/ports';
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
  /** The latest change of the catalogue that its receiver has been told; absent before the first whole run. */
  readonly publishedChange?: number;
  /** Kept back since, until a person says otherwise or a whole run is as it should be. */
  readonly heldAt?: Date;
  /** Late from then on, unless a whole run goes well before. */
  readonly lateAt: Date;
  readonly failures: number;
  /** Of the URLs by which it is fetched; those of an earlier one open nothing any more. */
  readonly urlGeneration: number;
  readonly isDisabled: boolean;
}

/** What a rendering needs to know of a feed. */
export type FeedContents = Pick<
  FeedDefinition,
  'tenantId' | 'connectionId' | 'feedId' | 'name' | 'format' | 'encoding' | 'options'
>;

export const feedTroubles = ['late', 'held'] as const;

/** `late`: its schedule was missed by a margin; `held`: kept back because it shrank. */
export type FeedTrouble = (typeof feedTroubles)[number];

export const troubleOf = (
  { heldAt, lateAt, isDisabled }: FeedStanding,
  now: Date,
): FeedTrouble | undefined => {
  if (isDisabled) return undefined;
  return heldAt !== undefined ? 'held' : lateAt <= now ? 'late' : undefined;
};

/** How the items of a feed fared. */
export interface FeedTally {
  readonly listed: number;
  /** Of those listed, the ones something is said of. */
  readonly warned: number;
  readonly excluded: number;
  /** By the code of the reason. */
  readonly reasons: Readonly<Record<string, number>>;
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

/** `full`: everything that is on sale; `changes`: what changed since the run before. */
export type FeedRunKind = 'full' | 'changes';

export interface FeedRun {
  readonly runId: string;
  readonly feedId: string;
  readonly kind: FeedRunKind;
  /** `held`: rendered, and kept back until a person says otherwise. */
  readonly state: 'done' | 'held' | 'failed';
  /** Of the items that the run told of. */
  readonly tally: FeedTally;
  /** Items that it told to be gone. */
  readonly withdrawn: number;
  readonly bytes: number;
  readonly error?: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}
