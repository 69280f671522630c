import { encodingsOf, feedFormats, type FeedKind } from '@acp-hub/feed-formats';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { embeddedDatabase, startHub } from '../hub/hub';
import { withResources } from '../resources';
import { CatalogueStock } from './catalogue-stock';
import type { Measured, Measurement, MeasurementOrder } from './measured';

const run = promisify(execFile);

export interface FormatFigures {
  /** e.g. `openai.parquet`. */
  readonly format: string;
  readonly rows_per_s: number;
  /** By the bare baseline's, measured just before. */
  readonly ratio: number;
  readonly peak_rss_mb: number;
  readonly first_byte_ms: number;
}

export interface FeedsBench {
  readonly formats: readonly FormatFigures[];
  /** From the question for what changed to the last upsert taken: 1,000 products in the whole catalogue. */
  readonly incremental_ms: number;
}

const CHANGES = 1_000;

const kinds: readonly FeedKind[] = feedFormats.flatMap((format) =>
  encodingsOf[format].map((encoding) => ({ format, encoding })),
);

/** Fills a catalogue once, and renders it in every format beside the bare baseline, each in a process of its own. */
export const benchFeeds = (variants: number, tell: (line: string) => void): Promise<FeedsBench> =>
  withResources(async ({ folder, use }) => {
    const dataDir = await folder();
    await use(await startHub({ dataDir }));
    const stock = await use(await CatalogueStock.open(embeddedDatabase(dataDir, 'postgres')));
    tell(`storing ${variants} variants …`);
    const stored = await stock.fill(variants);

    const measure = async (measurement: Measurement): Promise<Measured> => {
      const order: MeasurementOrder = {
        measurement,
        url: embeddedDatabase(dataDir, 'acp_hub_app'),
        catalogue: stock.catalogue,
        folder: await folder(),
      };
      const { stdout } = await run(process.execPath, [join(__dirname, 'measured.js')], {
        env: { ...process.env, NODE_ENV: 'production', BENCH_FEEDS: JSON.stringify(order) },
      });
      return JSON.parse(stdout) as Measured;
    };
    const rate = ({ rows, ms }: Measured): number => {
      if (rows !== stored) throw new Error(`${rows} rows were rendered of ${stored}.`);
      return (rows / ms) * 1_000;
    };

    tell('warming up …');
    await measure({ of: 'bare' });
    const formats: FormatFigures[] = [];
    for (const kind of kinds) {
      const bare = rate(await measure({ of: 'bare' }));
      const measured = await measure({ of: 'format', kind });
      const ours = rate(measured);
      const figures = {
        format: `${kind.format}.${kind.encoding}`,
        rows_per_s: Math.round(ours),
        ratio: Math.round((ours / bare) * 100) / 100,
        peak_rss_mb: measured.peakRssMb,
        first_byte_ms: Math.round(measured.firstByteMs),
      };
      formats.push(figures);
      tell(
        `${figures.format}: ${figures.rows_per_s} rows/s (bare ${Math.round(bare)}, ratio ${figures.ratio}), ` +
          `peak ${figures.peak_rss_mb} MB, first byte after ${figures.first_byte_ms} ms`,
      );
    }

    const receiver = await use(await startReceiver());
    const since = await stock.change(CHANGES);
    const changes = await measure({ of: 'incremental', since, receiver: receiver.url });
    if (changes.rows !== CHANGES) throw new Error(`${changes.rows} changes were published of ${CHANGES}.`);
    tell(`${CHANGES} changes published in ${Math.round(changes.ms)} ms`);
    return { formats, incremental_ms: Math.round(changes.ms) };
  });

/** Takes whatever it is given. */
async function startReceiver() {
  const server = createServer((incoming, answer) => {
    incoming.resume().on('end', () => answer.end('{"id":"bench","accepted":true}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
