/** Rows a group has at most. */
export const MOST_ROWS = 10_000;

interface Levels {
  /** By row: 1 where it has a value, else 0. Parquet's definition levels. */
  readonly levels: Uint8Array<ArrayBuffer>;
  /** How many rows have a value. */
  readonly present: number;
}

/** Values one after the other, as Parquet's PLAIN encoding has them. */
interface PlainColumn extends Levels {
  readonly kind: 'plain';
  readonly values: Uint8Array<ArrayBuffer>;
}

/** Each value once, and by present row the number of its own. */
interface DictionaryColumn extends Levels {
  readonly kind: 'dictionary';
  readonly values: Uint8Array<ArrayBuffer>;
  readonly entries: number;
  readonly numbers: Uint32Array<ArrayBuffer>;
}

/** By present row 0 or 1. */
interface FlagColumn extends Levels {
  readonly kind: 'flags';
  readonly flags: Uint8Array<ArrayBuffer>;
}

export type GroupColumn = PlainColumn | DictionaryColumn | FlagColumn;

/** Some rows, column by column and ready to be packed. */
export interface RowGroup {
  readonly rows: number;
  readonly columns: readonly GroupColumn[];
}
