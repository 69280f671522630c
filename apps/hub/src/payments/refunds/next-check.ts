import type { Order } from '@acp-hub/commerce';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** By then a dispute has been opened, if ever; later only what is reported is followed. */
const CHECKED_FOR_MS = 180 * DAY_MS;

/**
 * When a payment is looked at again though nobody reported anything: soon after the sale, then at ever longer
 * intervals of up to a day, so that a report that got lost is found after half the order's age at most.
 */
export function nextCheck({ createdAt }: Order, now: Date, firstMs: number): Date | undefined {
  const age = now.getTime() - Date.parse(createdAt);
  if (age > CHECKED_FOR_MS) return undefined;
  return new Date(now.getTime() + Math.min(DAY_MS, Math.max(firstMs, age / 2)));
}

const SOONEST_AFTER_FAILURE_MS = 15_000;
const LATEST_AFTER_FAILURE_MS = 5 * 60_000;

/** When a look that came to nothing is tried again: as a further look would come, and within five minutes. */
export function checkAfterFailure(order: Order, now: Date, firstMs: number, askedMs: number): Date {
  const usual = nextCheck(order, now, firstMs)?.getTime() ?? Infinity;
  const latest = Math.min(usual, now.getTime() + LATEST_AFTER_FAILURE_MS);
  return new Date(Math.max(latest, now.getTime() + Math.max(askedMs, SOONEST_AFTER_FAILURE_MS)));
}
