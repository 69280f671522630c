/** WooCommerce's GMT dates have no zone. */
export const utc = (gmt: string): string => new Date(`${gmt.replace(/Z$/, '')}Z`).toISOString();

const SECOND_MS = 1_000;

/** The second a moment falls in, Unix time in milliseconds: WooCommerce knows no finer. */
export const wholeSecond = (moment: string): number => Math.floor(Date.parse(moment) / SECOND_MS) * SECOND_MS;

/**
 * A moment for `after` and `modified_after`, which leave out the second they name; ours take it in. Bare, and sent with
 * `dates_are_gmt`: with a zone and that flag together WooCommerce shifts it by the shop's time zone (recorded).
 */
export const justBefore = (moment: string): string =>
  new Date(wholeSecond(moment) - SECOND_MS).toISOString().slice(0, 19);
