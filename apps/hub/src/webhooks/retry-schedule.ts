const FIRST_MS = 5_000;
const LONGEST_MS = 6 * 60 * 60 * 1_000;
const FACTOR = 3;

/** News that no try could deliver in this time goes to the dead-letter list. */
export const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60 * 1_000;

/**
 * Milliseconds until the next try: 5 s, 15 s, 45 s … 6 h, of which the upper half is random so that agents that
 * come back are not met by everything at once. What the agent itself asks for is honoured if it is longer.
 * @param tried deliveries tried so far, this one included
 */
export function retryDelayMs(tried: number, retryAfterMs: number, random: () => number): number {
  const full = Math.min(FIRST_MS * FACTOR ** (tried - 1), LONGEST_MS);
  return Math.max(Math.round(full / 2 + (random() * full) / 2), Math.min(retryAfterMs, LONGEST_MS));
}

/** So many tries in a row that an endpoint did not answer, and it is spared. */
export const TRIPPED_AFTER = 3;

const LONGEST_SPARED_MS = 5 * 60 * 1_000;

/**
 * Milliseconds for which an endpoint that does not answer is left alone, as long again as it has been silent: 5 s at
 * first, 5 min at most. Then one delivery tries it, and where it answers the others follow at once.
 */
export const sparedMs = (silentForMs: number, retryAfterMs: number): number =>
  Math.max(Math.min(Math.max(silentForMs, FIRST_MS), LONGEST_SPARED_MS), Math.min(retryAfterMs, LONGEST_MS));
