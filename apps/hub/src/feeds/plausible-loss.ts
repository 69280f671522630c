import type { ClaimedFeed } from './ports';

/** Items a feed may lose from one time to the next before a person is asked. */
const MOST_LOSS = 0.2;

/** @param before what the receiver has; unknown before the first whole run */
export const isPlausibleFall = (before: number | undefined, by: number): boolean =>
  before === undefined || by <= before * MOST_LOSS;

/** Why a feed is kept back that would hold so many items, or nothing where it may go. */
export function lossObjection(feed: ClaimedFeed, listed: number): string | undefined {
  const { feedId, lastListed, releaseNext, heldListed } = feed;
  const before = releaseNext ? heldListed : lastListed;
  if (before === undefined || isPlausibleFall(before, before - listed)) return undefined;
  return (
    `It would hold ${listed} items, after ${lastListed} the last time, and was kept back; what was delivered before is ` +
    `still there. See why with: hub catalog status, hub feeds history ${feedId}. If it is right: hub feeds release ${feedId}`
  );
}
