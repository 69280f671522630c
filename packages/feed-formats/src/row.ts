/** A value of a flat feed: text, a list of addresses, or names with values. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** What one line of a flat feed says, by the format's own field names. */
export type Row = Record<string, Cell | undefined>;

/** The text in a field, where text is what it holds. */
export const textIn = (row: Row, field: string): string => {
  const cell = row[field];
  return typeof cell === 'string' ? cell : '';
};
