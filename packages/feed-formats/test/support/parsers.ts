import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { parquetReadObjects } from 'hyparquet';
import { decompress } from 'fzstd';

export const readDelimited = (bytes: Buffer, delimiter: string): Record<string, string>[] =>
  parseCsv(bytes, { delimiter, columns: true, relax_column_count: false });

export const readJsonLines = (bytes: Buffer): Record<string, unknown>[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

export async function readParquet(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return parquetReadObjects({ file, compressors: { ZSTD: (page) => decompress(page) } });
}

/** Items of an RSS feed; a repeated element is a list. */
export function readRss(bytes: Buffer): Record<string, string | string[]>[] {
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === 'item',
    processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e8 },
  });
  const { rss } = parser.parse(bytes) as { rss: { channel: { item?: Record<string, string>[] } } };
  const items = rss.channel.item ?? [];
  return items.map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name.replace('g:', ''), value])),
  );
}
