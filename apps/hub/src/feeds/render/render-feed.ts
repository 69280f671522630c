import type { Product } from '@acp-hub/commerce';
import {
  acpMetadata,
  emptyTally,
  openFeed,
  tallyAll,
  type Feed,
  type FeedKind,
  type FeedSettings,
  type Tally,
  type Verdict,
} from '@acp-hub/feed-formats';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filePlan, type PartLimits } from './file-plan';
import { packOnThread } from './pack-on-thread';
import { RecordSource } from './record-source';
import { writePart } from './write-part';

export interface RenderOrder {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly settings: FeedSettings;
  readonly now: Date;
  /** Where the files are written; it exists. */
  readonly folder: string;
  /** What their names begin with, unless the format gives them theirs. */
  readonly name: string;
  /** In place of the format's. */
  readonly limits?: PartLimits;
  /** Told of every verdict, batch by batch. */
  readonly onVerdicts?: (verdicts: readonly Verdict[]) => Promise<void> | void;
  /** Told how many products are done. */
  readonly onProgress?: (products: number) => void;
  readonly signal?: AbortSignal;
}

export interface RenderedFile {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export interface Rendered {
  /** All there is of the feed: a file of an earlier rendering that is not among them is no part of it any more. */
  readonly files: readonly RenderedFile[];
  readonly tally: Tally;
}

class Rendering {
  tally: Tally = emptyTally;
  #products = 0;

  constructor(
    private readonly feed: Feed,
    private readonly order: RenderOrder,
  ) {}

  async *records(products: AsyncIterable<readonly Product[]>): AsyncGenerator<readonly object[]> {
    const { onVerdicts, onProgress, signal } = this.order;
    for await (const batch of products) {
      signal?.throwIfAborted();
      const records: object[] = [];
      const verdicts: Verdict[] = [];
      for (const product of batch) {
        const taken = this.feed.take(product);
        for (const record of taken.records) records.push(record);
        for (const verdict of taken.verdicts) verdicts.push(verdict);
      }
      this.tally = tallyAll(this.tally, verdicts);
      this.#products += batch.length;
      await onVerdicts?.(verdicts);
      onProgress?.(this.#products);
      yield records;
    }
  }
}

/** The protocol's description of the feed, beside its products. */
async function writeMetadata({ feedId, settings, now, folder }: RenderOrder): Promise<RenderedFile> {
  const name = 'metadata.json';
  const path = join(folder, name);
  const text = `${JSON.stringify(acpMetadata(feedId, settings, now))}\n`;
  await writeFile(path, text);
  return { name, path, rows: 0, bytes: Buffer.byteLength(text) };
}

/**
 * Renders a whole catalogue into files, product by product: memory holds a few batches however many there are. A
 * catalogue of which nothing is listed is one file without rows.
 */
export async function renderFeed(
  products: AsyncIterable<readonly Product[]>,
  order: RenderOrder,
): Promise<Rendered> {
  const { kind, settings, now, folder, name } = order;
  const { nameOf, isGzipped, limits } = filePlan(kind, name);
  const feed = openFeed(kind, settings, now, packOnThread);
  const rendering = new Rendering(feed, order);
  const source = new RecordSource(rendering.records(products));
  const files: RenderedFile[] = [];
  try {
    do {
      const file = nameOf(files.length + 1);
      const path = join(folder, file);
      const part = await writePart({ path, isGzipped, limits: order.limits ?? limits }, feed, source);
      files.push({ name: file, path, ...part });
    } while (await source.hasMore());
  } finally {
    await source.close();
  }
  if (kind.format === 'acp') files.push(await writeMetadata(order));
  return { files, tally: rendering.tally };
}
