import type { FeedItem } from '../mapping/feed-item';

const DAY_MS = 86_400_000;

/** For how long a sale without an end is announced; every later feed moves it on. */
const OPEN_END_DAYS = 30;

/** Minutes, as Google's dates have them: `2026-11-01T00:00Z`. */
const minutes = (moment: string): string => `${new Date(moment).toISOString().slice(0, 16)}Z`;

/** Whether a sale is on or still to come: what has ended is not announced. */
export const isSaleAhead = ({ salePrice, salePriceUntil }: FeedItem, now: Date): boolean =>
  salePrice !== undefined && (salePriceUntil === undefined || Date.parse(salePriceUntil) > now.getTime());

/** `from/until`; `undefined` for a sale of which the shop names neither. */
export function saleWindow({ salePriceFrom, salePriceUntil }: FeedItem, now: Date): string | undefined {
  if (salePriceFrom === undefined && salePriceUntil === undefined) return undefined;
  return saleWindowAtLeast(salePriceFrom, salePriceUntil, now);
}

/** For formats that want a window with every sale. */
export function saleWindowAtLeast(from: string | undefined, until: string | undefined, now: Date): string {
  const begin = from ?? now.toISOString();
  const end =
    until ?? new Date(Math.max(now.getTime(), Date.parse(begin)) + OPEN_END_DAYS * DAY_MS).toISOString();
  return `${minutes(begin)}/${minutes(end)}`;
}

/** When a sale price of one of the items begins or ends next; milliseconds since the epoch. */
export function nextSaleChange(
  judged: readonly { readonly item: FeedItem }[],
  now: Date,
): number | undefined {
  let next: number | undefined;
  for (const { item } of judged)
    if (item.salePrice !== undefined)
      for (const at of [item.salePriceFrom, item.salePriceUntil]) {
        const moment = at === undefined ? Number.NaN : Date.parse(at);
        if (moment > now.getTime()) next = earlier(next, moment);
      }
  return next;
}

/** The earlier of two moments, either of which there may not be. */
export const earlier = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
