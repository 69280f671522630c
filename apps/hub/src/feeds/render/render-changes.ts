import { earlier, emptyTally, tallyAll, type FeedSettings, type Tally } from '@acp-hub/feed-formats';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CatalogueEntry } from '../../catalog/ports';
import type { FeedFile } from '../delivery/delivery';
import type { OnProgress } from '../progress';
import { changedProducts } from './changed-products';

export interface ChangesOrder {
  readonly settings: FeedSettings;
  readonly now: Date;
  /** Where the file is written; it exists. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

export interface RenderedChangesFile {
  readonly file: FeedFile;
  readonly tally: Tally;
  readonly withdrawn: number;
  readonly lastChange?: number;
  readonly saleChange?: Date;
}

const NAME = 'changes.jsonl';
const TOLD_EVERY = 100;

/** Writes what changed as products to upsert, one a line, so that how much would go is known before anything does. */
export async function renderChanges(
  changes: AsyncIterable<readonly CatalogueEntry[]>,
  { settings, now, folder, signal, onProgress }: ChangesOrder,
): Promise<RenderedChangesFile> {
  let tally: Tally = emptyTally;
  let [withdrawn, bytes, products] = [0, 0, 0];
  let lastChange: number | undefined;
  let saleChange: number | undefined;
  async function* lines(): AsyncGenerator<Buffer> {
    for await (const changed of changedProducts(changes, settings, now)) {
      signal?.throwIfAborted();
      tally = tallyAll(tally, changed.verdicts);
      withdrawn += changed.withdrawn;
      lastChange = changed.changeSeq;
      saleChange = earlier(saleChange, changed.saleChange);
      products += 1;
      if (products % TOLD_EVERY === 0) onProgress?.({ stage: 'render', done: products, of: 'products' });
      const line = Buffer.from(`${JSON.stringify(changed.upsert)}\n`);
      bytes += line.length;
      yield line;
    }
  }
  const path = join(folder, NAME);
  await pipeline(Readable.from(lines(), { objectMode: false }), createWriteStream(path));
  const file = { name: NAME, path, bytes };
  return {
    ...{ file, tally, withdrawn },
    ...(lastChange === undefined ? {} : { lastChange }),
    ...(saleChange === undefined ? {} : { saleChange: new Date(saleChange) }),
  };
}
