import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from '@acp-hub/connector-http';
import { readDocuments } from '@acp-hub/feed-formats';
import { createPublish } from '../../src/feeds/create-publish';
import { createDelivery } from '../../src/feeds/delivery/deliver-feed';
import { KeptFeeds } from '../../src/feeds/downloads/kept-feeds';
import type { FeedRenderer } from '../../src/feeds/ports';
import type { PublishOptions } from '../../src/feeds/publish-feed';
import { FormatRenderer } from '../../src/feeds/render/format-renderer';
import type { FeedTarget } from '../../src/feeds/target';
import { newId } from '../../src/ids';
import { FeedRepository } from '../../src/persistence/feeds/feed-repository';
import { openCatalogueWorld, sampleProduct } from './catalogue-world';
import { feedFiles } from './feed-files';

export const MINUTE = 60_000;
const LEASE_MS = 60 * MINUTE;

export const products = (count: number) =>
  Array.from({ length: count }, (_, index) => sampleProduct(`p${index}`));

export type FeedScenes = Awaited<ReturnType<typeof openFeedScenes>>;

/** Merchants with a catalogue and a feed, published by hand. */
export async function openFeedScenes() {
  const files = feedFiles();
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
  const world = await openCatalogueWorld();
  const feeds = new FeedRepository(world.directory, world.clock, LEASE_MS);
  const real = () => new FormatRenderer(async () => ({ name: 'Atlas', links: [] }), world.clock);

  /** One line a product; what has no brand stays out. */
  const renderer: FeedRenderer = {
    async render(_feed, documents, folder) {
      const lines: string[] = [];
      let excluded = 0;
      for await (const batch of documents)
        for (const product of readDocuments(batch))
          if (product.brand === undefined) excluded += 1;
          else lines.push(`${JSON.stringify({ id: product.id, variants: product.variants })}\n`);
      const path = join(folder, 'products.jsonl');
      const bytes = Buffer.from(lines.join(''));
      writeFileSync(path, bytes);
      return {
        files: [{ name: 'products.jsonl', path, bytes: bytes.length }],
        tally: {
          listed: lines.length,
          warned: 0,
          excluded,
          reasons: excluded === 0 ? {} : { value_missing: excluded },
        },
      };
    },
    renderChanges: (...given) => real().renderChanges(...given),
    judge: async () => [],
  };

  /** A merchant with twenty products and one feed of them. */
  async function scene(target: (folder: string) => FeedTarget = (path) => ({ kind: 'folder', path })) {
    const tenant = await world.addTenant();
    const feedId = newId('fed');
    const folder = join(files.folder, feedId);
    await feeds.add({
      tenantId: tenant.tenantId,
      connectionId: tenant.connectionId,
      ...{ feedId, name: 'chatgpt', format: 'openai', encoding: 'jsonl', options: {}, everyMinutes: 60 },
      target: target(folder),
      ...(target(folder).kind === 'feed_api' ? { format: 'acp' } : {}),
    });
    const where = await world.begin(tenant, 'changes');
    await world.storeAll(where, products(20));
    const publish = (with_: FeedRenderer = renderer, options: PublishOptions = { isWhole: true }) =>
      createPublish(
        feeds,
        {
          clock: world.clock,
          reader: world.reader,
          renderer: with_,
          deliver: createDelivery({
            allowPrivateAddresses: true,
            transport,
            kept: new KeptFeeds(join(files.folder, 'downloads')),
            clock: { now: world.clock.now, sleep: async () => undefined },
          }),
        },
        LEASE_MS,
      ).execute(tenant.tenantId, feedId, options);
    const standing = async () => (await feeds.list(tenant.tenantId))[0]!;
    return { tenant, feedId, folder, where, publish, standing };
  }

  return {
    world,
    feeds,
    /** As the formats have it. */
    real,
    renderer,
    scene,
    isDue: async (feedId: string) => (await feeds.due(1_000)).some(({ id }) => id === feedId),
    async close() {
      await transport.close();
      files.remove();
      await world.close();
    },
  };
}
