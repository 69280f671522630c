import { flatText } from '../encode/flat-text';
import type { LineEncoder } from '../encode/lines';
import type { Cell, Row } from '../row';
import type { Seller } from '../settings';
import { GOOGLE_COLUMNS } from './columns';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Markup, and what XML has no way to say at all (XML 1.0, 2.2). */
const UNWRITTEN = new RegExp(
  String.raw`[&<>"]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}`,
  'gu',
);

const escaped = (text: string): string => text.replace(UNWRITTEN, (sign) => ESCAPES[sign] ?? '');

const element = (name: string, value: string): string => `<g:${name}>${escaped(value)}</g:${name}>`;

/** A list is the element repeated. */
const elements = (name: string, cell: Cell): string =>
  Array.isArray(cell)
    ? (cell as readonly string[]).map((one) => element(name, one)).join('')
    : element(name, flatText(cell));

/** RSS 2.0 with Google's namespace. */
export const rssEncoder = ({ name, url = '' }: Seller): LineEncoder<Row> => ({
  head:
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n' +
    `<title>${escaped(name)}</title>\n<link>${escaped(url)}</link>\n<description>${escaped(name)}</description>\n`,
  line: (row) =>
    `<item>${GOOGLE_COLUMNS.map((column) => {
      const cell = row[column];
      return cell === undefined || cell === '' ? '' : elements(column, cell);
    }).join('')}</item>\n`,
  tail: '</channel>\n</rss>\n',
});
