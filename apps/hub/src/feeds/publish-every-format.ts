import { encodingsOf, feedFormats, firstDocuments } from '@acp-hub/feed-formats';
import { join } from 'node:path';
import type { Catalogue, CatalogueReader, ProductDocuments } from '../catalog/ports';
import type { FeedContents, FeedTally } from './feed';
import type { DeliverFeed, FeedRenderer } from './ports';
import type { Progress } from './progress';
import { inScratchFolder } from './scratch-folder';
import { VerdictBook } from './verdict-book';

/** Begins the names of the files. */
const NAME = 'products';

export interface FormatPublished {
  readonly format: string;
  readonly encoding: string;
  readonly tally: FeedTally;
  /** By their names in the folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export type EveryFormat =
  | { readonly kind: 'published'; readonly formats: readonly FormatPublished[]; readonly book: VerdictBook }
  | { readonly kind: 'failed'; readonly error: string };

export interface EveryFormatOrder {
  readonly folder: string;
  /** As a feed's. */
  readonly options: unknown;
  /** The first so many products alone, for a sample. */
  readonly first?: number;
  readonly onProgress?: (kind: Pick<FeedContents, 'format' | 'encoding'>, progress: Progress) => void;
}

/** Puts a catalogue into a folder in every format and encoding, beside whatever feeds are set up, to be looked at. */
export class PublishEveryFormat {
  constructor(
    private readonly reader: CatalogueReader,
    private readonly renderer: FeedRenderer,
    private readonly deliver: DeliverFeed,
  ) {}

  async execute(catalogue: Catalogue, order: EveryFormatOrder): Promise<EveryFormat> {
    const book = new VerdictBook();
    const formats: FormatPublished[] = [];
    return inScratchFolder(async (scratch) => {
      for (const format of feedFormats)
        for (const encoding of encodingsOf[format]) {
          const feed = { ...catalogue, feedId: NAME, name: NAME, format, encoding, options: order.options };
          const documents = firstOf(this.reader.documents(catalogue), order.first ?? Infinity);
          const { files, tally } = await this.renderer.render(feed, documents, scratch, {
            onVerdicts: (verdicts) => book.note(format, encoding, verdicts),
            onProgress: (progress) => order.onProgress?.({ format, encoding }, progress),
          });
          const target = { kind: 'folder', path: join(order.folder, format) } as const;
          const delivered = await this.deliver({ ...feed, target }, { kind: 'full', files });
          if (delivered.kind === 'failed') return { kind: 'failed', error: delivered.error };
          const named = files.map(({ name, bytes }) => ({ name: `${format}/${name}`, bytes }));
          formats.push({ format, encoding, tally, files: named });
        }
      return { kind: 'published', formats, book };
    });
  }
}

/** The first so many products, batches being cut where they have more. */
async function* firstOf(
  batches: AsyncIterable<ProductDocuments>,
  most: number,
): AsyncGenerator<ProductDocuments> {
  let left = most;
  for await (const batch of batches) {
    yield batch.count <= left ? batch : firstDocuments(batch, left);
    left -= batch.count;
    if (left <= 0) return;
  }
}
