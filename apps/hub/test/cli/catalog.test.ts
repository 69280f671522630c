import { PostgresCatalogueReader } from '../../src/persistence/catalog/catalogue-reader';
import { gather } from '../support/catalogue-world';
import { shop } from '../support/extension';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { commandLineOf } from '../support/operator';

let world: Awaited<ReturnType<typeof hubWorld>>;
let hub: ReturnType<typeof commandLineOf>;
let merchant: Awaited<ReturnType<(typeof world)['merchant']>>;
beforeAll(async () => {
  world = await hubWorld({
    connector: shop.connector,
    environment: { HUB_CATALOG_FULL_HOURS: '24', HUB_CATALOG_STOCK_SECONDS: '1' },
  });
  hub = commandLineOf(world.database, { HUB_CONNECTORS: require.resolve('../support/extension') });
  merchant = await world.merchant('atlas');
}, 60_000);
afterAll(() => world.close());

const prices = async () => {
  const products = await gather(new PostgresCatalogueReader(world.directory).whole(merchant));
  return products.map(({ variants }) => variants[0]?.price.amount);
};

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It never came to that.');
}

test('a running hub takes the catalogue in by itself, and a new price is in catalogue and checkout', async () => {
  await until(async () => (await prices()).length === 1);
  shop.state.unit = 1_250;
  await until(async () => (await prices())[0] === 1_250);
  const agent = agentOf(world.baseUrl, merchant.token);
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  expect(json.line_items[0].unit_amount ?? json.line_items[0].base_amount / 2).toBe(1_250);
  const metrics = await (await fetch(`${world.baseUrl}/metrics`)).text();
  expect(metrics).toMatch(/hub_catalog_runs_total\{kind="full",outcome="done"\} 1/);
});

test('catalog sync says how far it is, and what it did', async () => {
  const { code, out, error, json } = await hub(['catalog', 'sync', '--full', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(error)).toEqual({
    progress: {
      ...{ shop: merchant.connectionId, sync: 'full', stage: 'read', of: 'products' },
      ...{ done: 1, changed: 0, left_out: 0 },
    },
  });
  expect(json()).toMatchObject([{ kind: 'full', state: 'done', seen: 1, changed: 0, rejected: 0 }]);
  expect(out).not.toContain('products seen');
  const plain = await hub(['catalog', 'sync', '--connection', merchant.connectionId]);
  expect(plain.out).toMatch(/RUN +SHOP +KIND[^]*changes +done +1/);
});

test('catalog status tells what is on sale, and which products are left out and why', async () => {
  await world.database.backDoor.query(
    `INSERT INTO hub.catalog_rejects (tenant_id, connection_id, product_id, title, reason, rejected_at)
     VALUES ($1, $2, 'p9', 'Odd one', 'The platform gives no usable price: correct it there.', now())`,
    [merchant.tenantId, merchant.connectionId],
  );
  const { json } = await hub(['catalog', 'status', '--json']);
  expect(json()).toMatchObject([
    { connection_id: merchant.connectionId, products: 1, variants: 1, left_out: [{ product_id: 'p9' }] },
  ]);
  const { out } = await hub(['catalog', 'status']);
  expect(out).toContain('Odd one');
  expect(out).toContain('correct it there');
});

test('catalog runs lists what was, the latest first', async () => {
  const { json } = await hub(['catalog', 'runs', '--most', '1000', '--json']);
  const runs = json() as { kind: string; started_at: string }[];
  expect(new Set(runs.map(({ kind }) => kind))).toEqual(new Set(['full', 'changes', 'stock']));
  expect(runs.map(({ started_at }) => started_at)).toEqual(
    runs
      .map(({ started_at }) => started_at)
      .sort()
      .reverse(),
  );
});

test('mistakes are told as such', async () => {
  await expect(hub(['catalog', 'sync', '--accept-removals'])).resolves.toMatchObject({ code: 2 });
  await expect(hub(['catalog', 'status', '--connection', 'con_none'])).resolves.toMatchObject({ code: 1 });
});
