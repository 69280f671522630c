import {
  acpUpserts,
  feedOptionsSchema,
  type FeedKind,
  type FeedSettings,
  type WireProduct,
} from '@acp-hub/feed-formats';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { renderBare } from './bare';
import type { StockedCatalogue } from './catalogue-stock';
import { loadHubParts, openReader } from './hub-parts';

/** What a process of its own measures. */
export type Measurement =
  | { readonly of: 'bare' }
  | { readonly of: 'format'; readonly kind: FeedKind }
  | { readonly of: 'incremental'; readonly since: number; readonly receiver: string };

export interface MeasurementOrder {
  readonly measurement: Measurement;
  /** As the role the application has. */
  readonly url: string;
  readonly catalogue: StockedCatalogue;
  readonly folder: string;
}

export interface Measured {
  readonly rows: number;
  readonly ms: number;
  readonly firstByteMs: number;
  readonly peakRssMb: number;
}

const SETTINGS: FeedSettings = {
  ...feedOptionsSchema.parse({ checkout: true, acceptsReturns: true, returnDays: 30 }),
  seller: {
    name: 'Bench Outfitters',
    url: 'https://shop.example',
    links: [
      { type: 'privacy_policy', url: 'https://shop.example/privacy' },
      { type: 'terms_of_use', url: 'https://shop.example/terms' },
      { type: 'return_policy', url: 'https://shop.example/returns' },
    ],
  },
};

const LOOK_EVERY_MS = 5;

/** When the first byte was in a file. */
function watchFile(path: string, begun: number): { stop(): number } {
  let firstByteMs = Number.NaN;
  const timer = setInterval(() => {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
    firstByteMs = performance.now() - begun;
    clearInterval(timer);
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return Number.isNaN(firstByteMs) ? performance.now() - begun : firstByteMs;
    },
  };
}

async function renderFormat(kind: FeedKind, { url, catalogue, folder }: MeasurementOrder) {
  const parts = await loadHubParts();
  const { reader, stop } = openReader(parts, url);
  const begun = performance.now();
  const watch = watchFile(join(folder, parts.filePlan(kind, 'products').nameOf(1)), begun);
  const { tally } = await parts.renderFeed(reader.documents(catalogue), {
    ...{ feedId: 'bench', kind, settings: SETTINGS, now: new Date(), folder, name: 'products' },
  });
  const ms = performance.now() - begun;
  await stop();
  const rows = Object.values(tally.items).reduce((sum, count) => sum + count, 0);
  if (tally.items['excluded'] !== 0) throw new Error('Of a sound catalogue products were excluded.');
  return { rows, ms, firstByteMs: watch.stop() };
}

async function* upsertsOf(
  changes: AsyncIterable<{ readonly upsert: WireProduct }>,
): AsyncGenerator<WireProduct> {
  for await (const { upsert } of changes) yield upsert;
}

/** Renders what changed and gives it to a receiver, body by body. */
async function publishChanges(since: number, receiver: string, { url, catalogue }: MeasurementOrder) {
  const parts = await loadHubParts();
  const { reader, stop } = openReader(parts, url);
  const begun = performance.now();
  let [rows, firstByteMs] = [0, Number.NaN];
  const changes = parts.changedProducts(reader.changedSince(catalogue, since), SETTINGS, new Date());
  for await (const { body, products: sent } of acpUpserts(upsertsOf(changes), {
    mostProducts: 100,
    mostBytes: 1_000_000,
  })) {
    const answer = await request(receiver, { method: 'PATCH', body });
    await answer.body.dump();
    if (rows === 0) firstByteMs = performance.now() - begun;
    rows += sent.length;
  }
  const ms = performance.now() - begun;
  await stop();
  return { rows, ms, firstByteMs };
}

async function measure(order: MeasurementOrder) {
  const { measurement } = order;
  switch (measurement.of) {
    case 'bare': {
      const begun = performance.now();
      const path = join(order.folder, 'bare.jsonl.gz');
      const watch = watchFile(path, begun);
      const rows = await renderBare(order.url, order.catalogue, path);
      return { rows, ms: performance.now() - begun, firstByteMs: watch.stop() };
    }
    case 'format':
      return renderFormat(measurement.kind, order);
    case 'incremental':
      return publishChanges(measurement.since, measurement.receiver, order);
  }
}

const order = JSON.parse(process.env['BENCH_FEEDS'] ?? '') as MeasurementOrder;
measure(order).then(
  (figures) => {
    const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(JSON.stringify({ ...figures, peakRssMb } satisfies Measured));
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
