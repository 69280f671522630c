import { feedStatuses, type FeedStatus, type ReasonCode, type Verdict } from './verdict';

/** How a feed's items fared: how many of each verdict, and how many items each reason concerns. */
export interface Tally {
  readonly items: Readonly<Record<FeedStatus, number>>;
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>;
}

export const emptyTally: Tally = {
  items: Object.fromEntries(feedStatuses.map((status) => [status, 0])) as Record<FeedStatus, number>,
  reasons: {},
};

/** Counts one more verdict. */
export function tally(so: Tally, { status, reasons }: Verdict): Tally {
  return {
    items: { ...so.items, [status]: so.items[status] + 1 },
    reasons:
      reasons.length === 0
        ? so.reasons
        : [...new Set(reasons.map(({ code }) => code))].reduce(
            (counts, code) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }),
            so.reasons,
          ),
  };
}

/** Counts many at once. */
export const tallyAll = (so: Tally, verdicts: readonly Verdict[]): Tally => {
  const listed = verdicts.filter(({ status }) => status === 'listed').length;
  const plain = { ...so, items: { ...so.items, listed: so.items.listed + listed } };
  return listed === verdicts.length
    ? plain
    : verdicts.filter(({ status }) => status !== 'listed').reduce(tally, plain);
};

export const addTallies = (a: Tally, b: Tally): Tally => ({
  items: {
    listed: a.items.listed + b.items.listed,
    listed_with_warnings: a.items.listed_with_warnings + b.items.listed_with_warnings,
    excluded: a.items.excluded + b.items.excluded,
  },
  reasons: Object.entries(b.reasons).reduce<Partial<Record<ReasonCode, number>>>(
    (sum, [code, count]) => ({ ...sum, [code]: (sum[code as ReasonCode] ?? 0) + count }),
    a.reasons,
  ),
});
