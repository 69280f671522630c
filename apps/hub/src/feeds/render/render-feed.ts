import {
  acpMetadata,
  addTallies,
  earlier,
  emptyTally,
  joinGroups,
  MOST_ROWS,
  OPENAI_PARQUET_COLUMNS,
  openFeed,
  readDocuments,
  saysAnything,
  tallyAll,
  type Feed,
  type FeedKind,
  type FeedSettings,
  type PackedGroup,
  type ProductDocuments,
  type Slice,
  type Tally,
  type Verdict,
} from '@acp-hub/feed-formats';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filePlan, type PartLimits } from './file-plan';
import { GroupSource } from './group-source';
import { RecordSource } from './record-source';
import type { RowSource } from './row-source';
import { slicesOf } from './slices-of';
import { writePart } from './write-part';

/** What is made of so many products is gone before the garbage collector has carried it to where it costs more. */
const PRODUCTS_AT_ONCE = 50;

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
  /** Told of the verdicts that say anything, batch by batch. */
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
  /** When a sale price in it begins or ends next; what is told is wrong from then on. */
  readonly saleChange?: Date;
}

/** What a rendering has come to so far. */
class Rendering {
  #tally: Tally = emptyTally;
  #saleChange: number | undefined;
  #products = 0;

  constructor(private readonly order: RenderOrder) {}

  get come(): Omit<Rendered, 'files'> {
    const at = this.#saleChange;
    return { tally: this.#tally, ...(at === undefined ? {} : { saleChange: new Date(at) }) };
  }

  async note(
    products: number,
    { tally, verdicts, saleChange }: Pick<Slice, 'tally' | 'verdicts' | 'saleChange'>,
  ): Promise<void> {
    const { onVerdicts, onProgress, signal } = this.order;
    signal?.throwIfAborted();
    this.#tally = addTallies(this.#tally, tally);
    this.#saleChange = earlier(this.#saleChange, saleChange);
    this.#products += products;
    await onVerdicts?.(verdicts);
    onProgress?.(this.#products);
  }
}

async function* recordsOf(
  batches: AsyncIterable<ProductDocuments>,
  feed: Feed,
  rendering: Rendering,
): AsyncGenerator<readonly object[]> {
  for await (const batch of batches)
    for (const products of inChunks(readDocuments(batch), PRODUCTS_AT_ONCE)) {
      const taken = products.map((product) => feed.take(product));
      const verdicts = taken.flatMap((each) => each.verdicts);
      await rendering.note(products.length, {
        tally: tallyAll(emptyTally, verdicts),
        verdicts: verdicts.filter(saysAnything),
        saleChange: taken.reduce<number | undefined>((so, each) => earlier(so, each.saleChange), undefined),
      });
      yield taken.flatMap(({ records }) => records);
    }
}

function* inChunks<T>(all: Iterable<T>, size: number): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const one of all) {
    chunk.push(one);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function* groupsOf(slices: AsyncIterable<Slice>, rendering: Rendering): AsyncGenerator<PackedGroup> {
  for await (const slice of slices) {
    await rendering.note(slice.documents.count, slice);
    yield* slice.groups;
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

async function writeFiles<Batch>(
  { kind, folder, name, limits }: RenderOrder,
  source: RowSource<Batch>,
  encode: (batches: AsyncIterable<Batch>) => AsyncIterable<Buffer>,
): Promise<RenderedFile[]> {
  const plan = filePlan(kind, name);
  const files: RenderedFile[] = [];
  try {
    do {
      const file = plan.nameOf(files.length + 1);
      const path = join(folder, file);
      const part = { path, isGzipped: plan.isGzipped, limits: limits ?? plan.limits };
      files.push({ name: file, path, ...(await writePart(part, source, encode)) });
    } while (await source.hasMore());
  } finally {
    await source.close();
  }
  return files;
}

/**
 * Renders a whole catalogue into files, product by product: memory holds a few batches however many there are. A
 * catalogue of which nothing is listed is one file without rows.
 */
export async function renderFeed(
  documents: AsyncIterable<ProductDocuments>,
  order: RenderOrder,
): Promise<Rendered> {
  const { kind, settings, now } = order;
  const rendering = new Rendering(order);
  if (kind.encoding === 'parquet') {
    const mostRows = order.limits?.rows ?? MOST_ROWS;
    const slices = slicesOf(documents, { settings, now, mostRows });
    const source = new GroupSource(groupsOf(slices, rendering));
    const join = (groups: AsyncIterable<PackedGroup>) => joinGroups(groups, OPENAI_PARQUET_COLUMNS);
    return { files: await writeFiles(order, source, join), ...rendering.come };
  }
  const feed = openFeed(kind, settings, now);
  const source = new RecordSource(recordsOf(documents, feed, rendering));
  const files = await writeFiles(order, source, (records) => feed.encode(records));
  if (kind.format === 'acp') files.push(await writeMetadata(order));
  return { files, ...rendering.come };
}
