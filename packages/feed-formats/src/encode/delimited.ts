import type { Cell, Row } from '../row';
import { flatText } from './flat-text';
import { defused } from './formula';
import type { LineEncoder } from './lines';

/** The value in one cell, its free text defused. */
export const cellText = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? defused(cell) : flatText(cell);

/** CSV by RFC 4180, or TSV with the same quoting; a header, lines that end in a line feed. */
export function delimitedEncoder(columns: readonly string[], delimiter: ',' | '\t'): LineEncoder<Row> {
  const special = delimiter === ',' ? /[",\r\n]/ : /["\t\r\n]/;
  const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return {
    head: `${columns.join(delimiter)}\n`,
    line: (row) => `${columns.map((column) => quoted(cellText(row[column]))).join(delimiter)}\n`,
    tail: '',
  };
}
