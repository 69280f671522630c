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
