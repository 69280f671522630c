/** Few enough to be somebody's work of a day. */
const FEW = 10;
const MOST_SHARE = 0.2;

/**
 * Whether so many of all can be gone at once: a platform that answers half a list must not empty a catalogue. All of
 * them never are.
 */
export const isPlausibleLoss = (gone: number, all: number): boolean =>
  gone < all && (gone <= FEW || gone <= all * MOST_SHARE);
