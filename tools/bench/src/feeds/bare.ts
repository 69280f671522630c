import type { Product } from '@acp-hub/commerce';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import type { StockedCatalogue } from './catalogue-stock';

const ROWS_AT_ONCE = 1_000;

/** What the hub packs with, too. */
const GZIP_LEVEL = 6;

const CURSOR = `DECLARE bare NO SCROLL CURSOR FOR SELECT document FROM hub.catalog_products
  WHERE connection_id = $1 AND deleted_at IS NULL ORDER BY change_seq`;

/**
 * The least that makes a line of JSON an item of the same rows: a cursor, `JSON.stringify` of the variant with its
 * product's members, and gzip at the same level. No mapping, no rules, no verdicts.
 * @returns how many lines were written.
 */
export async function renderBare(url: string, catalogue: StockedCatalogue, path: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let lines = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    await client.query('BEGIN READ ONLY');
    await client.query(`SELECT set_config('hub.tenant', $1, true)`, [catalogue.tenantId]);
    await client.query(CURSOR, [catalogue.connectionId]);
    for (;;) {
      const { rows } = await client.query<{ document: Product }>(`FETCH FORWARD ${ROWS_AT_ONCE} FROM bare`);
      if (rows.length === 0) return;
      let text = '';
      for (const { document } of rows) {
        const { variants, ...product } = document;
        lines += variants.length;
        for (const variant of variants) text += `${JSON.stringify({ ...product, ...variant })}\n`;
      }
      yield Buffer.from(text);
    }
  }
  await pipeline(
    Readable.from(chunks(), { objectMode: false }),
    createGzip({ level: GZIP_LEVEL }),
    createWriteStream(path),
  );
  await client.end();
  return lines;
}
