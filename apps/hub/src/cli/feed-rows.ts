import type { RejectedProduct } from '../catalog/ports';
import type { Explanation } from '../feeds/explain-item';
import { troubleOf, type FeedReason, type FeedRun, type FeedStanding } from '../feeds/feed';
import { folderOf, type FeedTarget } from '../feeds/target';
import type { Row } from './answer';

/** Where a feed goes, without what it takes to get in. */
const placeOf = (target: FeedTarget): string =>
  target.kind === 'feed_api' ? target.url : (folderOf(target) ?? 'fetched, see: hub feeds url');

export const feedJson = (feed: FeedStanding) => ({
  feed_id: feed.feedId,
  connection_id: feed.connectionId,
  name: feed.name,
  format: feed.format,
  encoding: feed.encoding,
  options: feed.options,
  target: { kind: feed.target.kind, place: placeOf(feed.target) },
  every_minutes: feed.everyMinutes,
  last_listed: feed.lastListed ?? null,
  delivered_at: feed.deliveredAt?.toISOString() ?? null,
  next_at: feed.nextAt?.toISOString() ?? null,
  failures: feed.failures,
  trouble: troubleOf(feed, new Date()) ?? null,
  disabled: feed.isDisabled,
});

export const feedRow = (feed: FeedStanding) => ({
  feed: feed.feedId,
  name: feed.name,
  shop: feed.connectionId,
  format: `${feed.format} (${feed.encoding})`,
  to: placeOf(feed.target),
  items: feed.lastListed,
  delivered: feed.deliveredAt?.toISOString(),
  next: feed.isDisabled ? 'disabled' : feed.nextAt?.toISOString(),
  failures: feed.failures,
  trouble: troubleOf(feed, new Date()),
});

/** A time a feed was made, for scripts. */
export const publishedJson = (run: FeedRun) => ({
  run_id: run.runId,
  feed_id: run.feedId,
  kind: run.kind,
  state: run.state,
  listed: run.tally.listed,
  warned: run.tally.warned,
  excluded: run.tally.excluded,
  withdrawn: run.withdrawn,
  reasons: run.tally.reasons,
  bytes: run.bytes,
  ...(run.error === undefined ? {} : { error: run.error }),
  started_at: run.startedAt.toISOString(),
  finished_at: run.finishedAt.toISOString(),
});

/** And for people. */
export const publishedRow = (run: FeedRun) => ({
  run: run.runId,
  feed: run.feedId,
  kind: run.kind,
  state: run.state,
  listed: run.tally.listed,
  'with warnings': run.tally.warned,
  excluded: run.tally.excluded,
  withdrawn: run.withdrawn,
  'for (items)':
    Object.entries(run.tally.reasons)
      .map(([code, count]) => `${code} (${count})`)
      .join(', ') || undefined,
  bytes: run.bytes,
  ended: run.finishedAt.toISOString(),
  why: run.error,
});

export const explanationJson = ({ feed, found, verdicts }: Explanation) => ({
  feed: feed.name,
  connection_id: feed.connectionId,
  format: feed.format,
  encoding: feed.encoding,
  found,
  items: verdicts.map(({ itemId, status, reasons }) => ({ item_id: itemId, status, reasons })),
});

const STATUS_WORDS = {
  listed: 'listed',
  listed_with_warnings: 'listed, with warnings',
  excluded: 'kept out',
} as const;

/** What the shop has, and no feed could be told of. */
export const leftOutJson = ({ productId, title, reason }: RejectedProduct) => ({
  found: 'left_out',
  product_id: productId,
  title,
  reason,
});

export const leftOutRow = ({ productId, title, reason }: RejectedProduct): Row => ({
  product: productId,
  title,
  feed: 'none',
  verdict: 'not read from the shop',
  why: reason,
});

const isError = ({ severity }: FeedReason): boolean => severity === 'error';

/** What keeps the item out comes first; the rest of what is said of it is told apart from that. */
const inOrder = (reasons: readonly FeedReason[]): readonly FeedReason[] => [
  ...reasons.filter(isError),
  ...reasons.filter((reason) => !isError(reason)),
];

/** A row for each reason, and one for an item of which nothing is to be said. */
export const explanationRows = ({ feed, found, verdicts }: Explanation): readonly Row[] =>
  found === 'on_sale'
    ? verdicts.flatMap(({ itemId, status, reasons }): readonly Row[] => {
        const item = { item: itemId, feed: feed.name };
        if (reasons.length === 0)
          return [{ ...item, verdict: STATUS_WORDS[status], why: undefined, 'what to do': undefined }];
        return inOrder(reasons).map((reason) => ({
          ...item,
          verdict: status === 'excluded' && !isError(reason) ? 'and a warning' : STATUS_WORDS[status],
          why: reason.message,
          'what to do': reason.action,
        }));
      })
    : [];
