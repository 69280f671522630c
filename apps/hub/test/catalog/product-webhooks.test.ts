import type { Product } from '@acp-hub/commerce';
import { customConnector } from '@acp-hub/connector-custom';
import { createDemoStore, type DemoStore } from '@acp-hub/demo-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import { PostgresCatalogueReader } from '../../src/persistence/catalog/catalogue-reader';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { commandLineOf } from '../support/operator';

const SECRET = 'shared by shop and hub';

let folder: string;
let store: DemoStore;
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;
let hub: ReturnType<typeof commandLineOf>;
let catalogue: { tenantId: string; connectionId: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'product-webhooks-'));
  store = await createDemoStore({ dataDirectory: folder, access: { cascade: { secret: SECRET } } });
  const url = await store.listen();
  // Nothing is read but what the shop reports.
  world = await hubWorld({
    connector: customConnector,
    environment: { HUB_CATALOG_CHANGES_SECONDS: '0', HUB_CATALOG_STOCK_SECONDS: '0' },
  });
  const { tenantId } = await world.provision.tenant('Cascade', { links: [] });
  const { connectionId, ingressPath } = await world.provision.connection({
    ...{ tenantId, name: 'main', mode: 'test', connector: 'custom', currency: 'USD' },
    config: { base_url: `${url}/cascade`, secret: SECRET },
    paymentProvider: 'sandbox',
    paymentConfig: { baseUrl: world.pspUrl, apiKey: 'sk_sandbox_cascade', merchantId: 'acct_cascade' },
    refunds: 'follow_platform',
  });
  const { token } = await world.provision.agent({
    ...{ tenantId, connectionId, name: 'agent', profile: 'spec', mode: 'test' },
  });
  catalogue = { tenantId, connectionId };
  agent = agentOf(world.baseUrl, token);
  hub = commandLineOf(world.database);
  store.sendEventsTo('cascade', `${world.baseUrl}${ingressPath}`);
  const first = await hub(['catalog', 'sync', '--full', '--json']);
  expect(first.json()).toMatchObject([{ state: 'done', rejected: 0 }]);
}, 120_000);
afterAll(async () => {
  await world.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The product as the hub knows it, once it is as it should be. */
async function until(productId: string, isSo: (product: Product, isDeleted: boolean) => boolean) {
  const reader = new PostgresCatalogueReader(world.directory);
  for (let wait = 0; wait < 600; wait += 1) {
    const entry = await reader.find(catalogue, productId);
    if (entry !== undefined && isSo(entry.product, entry.isDeleted)) return entry.product;
    await pause(50);
  }
  throw new Error(`${productId} stayed as it was.`);
}

const inFeed = async (itemId: string) => {
  const feeds = join(folder, 'feeds');
  const { code } = await hub(['feeds', 'publish-all', '--folder', feeds]);
  expect(code).toBe(0);
  const rows = await readFeedFile('jsonl', join(feeds, 'openai', 'products-0001.jsonl.gz'));
  return rows.find(({ item_id }) => item_id === itemId);
};

const inCheckout = async (itemId: string) => {
  const { json } = await agent.post('/checkout_sessions', {
    ...sampleCheckout,
    line_items: [{ id: itemId, quantity: 1 }],
  });
  return json as { line_items?: { unit_amount?: number }[]; messages?: unknown[]; code?: string };
};

test('a price that the shop reports is in the next feed and in checkout', async () => {
  await store.backOffice('cascade').setPrice('merino-tee-s', 7100);
  await until('merino-tee', ({ variants }) => variants[0]?.price.amount === 7100);
  expect(await inFeed('merino-tee-s')).toMatchObject({ price: '71.00 USD' });
  expect(await inCheckout('merino-tee-s')).toMatchObject({ line_items: [{ unit_amount: 7100 }] });
}, 60_000);

test('what the shop reports as sold out is listed as such, and not sold', async () => {
  await store.backOffice('cascade').setStock('ember-stove', 0);
  await until('ember-stove', ({ variants }) => variants[0]?.stock.status === 'out_of_stock');
  expect(await inFeed('ember-stove')).toMatchObject({ availability: 'out_of_stock' });
  const { messages } = await inCheckout('ember-stove');
  expect(messages).toMatchObject([{ code: 'out_of_stock' }]);
}, 60_000);

test('what the shop reports as gone is in no feed, and not sold', async () => {
  expect(await inFeed('basalt-bottle-750')).toBeDefined();
  await store.backOffice('cascade').removeProduct('basalt-bottle');
  await until('basalt-bottle', (_product, isDeleted) => isDeleted);
  expect(await inFeed('basalt-bottle-750')).toBeUndefined();
  expect(await inCheckout('basalt-bottle-750')).toMatchObject({ code: 'invalid_item_id' });
}, 60_000);
