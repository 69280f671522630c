import type { WireOrder } from '@acp-hub/store-contract';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access, HubSide, secretOf, startStore } from './support/running-store';

const MAIN = join(__dirname, '../src/main.ts');
const RUN_TYPESCRIPT = join(__dirname, '../../../tools/testing/run-typescript.cjs');

let dataDirectory: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'demo-store-'));
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) await stop('SIGKILL');
  await rm(dataDirectory, { recursive: true });
});

const spawnStore = (variables: NodeJS.ProcessEnv): ChildProcess => {
  child = spawn(process.execPath, ['-r', RUN_TYPESCRIPT, '-C', '@acp-hub/source', MAIN], {
    env: { PATH: process.env.PATH, DEMO_STORE_PORT: '0', DEMO_STORE_DATA_DIR: dataDirectory, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
};

/** The store as a process of its own. */
async function start(): Promise<HubSide> {
  const { stdout } = spawnStore({ DEMO_STORE_MERCHANTS: JSON.stringify(access) });
  const [line] = (await once(stdout!, 'data')) as [Buffer];
  const url = /http:\S+/.exec(line.toString())![0];
  return new HubSide(`${url}/cascade`, secretOf('cascade'), () => new Date());
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child!, 'exit') as Promise<[number | null]>;
  child!.kill(signal);
  return (await exited)[0];
}

const allOrders = async (hub: HubSide): Promise<WireOrder[]> => {
  const orders: WireOrder[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await hub.get(
      `/orders?updated_since=2020-01-01T00:00:00Z&limit=100${cursor ? `&cursor=${cursor}` : ''}`,
    );
    orders.push(...body.items);
    cursor = body.next_cursor;
  } while (cursor !== undefined);
  return orders;
};

test('nothing acknowledged is lost, however often the process is killed at work', async () => {
  const acknowledged = new Map<string, { id: string; paid: boolean }>();
  let before = 0;
  for (let life = 0; life < 4; life += 1) {
    const hub = await start();
    if (life === 0) before = (await hub.quote({ 'field-notebook-3': 1 })).lines[0]!.stock.available!;
    const enough = acknowledged.size + 5 + Math.floor(Math.random() * 10);
    const buyers = Array.from({ length: 8 }, async (_, buyer) => {
      for (let purchase = 0; ; purchase += 1) {
        const key = `${life}-${buyer}-${purchase}`;
        const quote = await hub.quote(
          { 'field-notebook-3': 1, 'cascade-loop-maps': 1 },
          {
            address: {
              name: 'A',
              line_one: 'B',
              city: 'C',
              state: 'OR',
              country: 'US',
              postal_code: '97201',
            },
          },
        );
        const placed = await hub.place(quote, {}, key);
        if (placed.status !== 201) return;
        acknowledged.set(key, { id: placed.body.id, paid: false });
        // The other seven are somewhere in between.
        if (acknowledged.size >= enough) child!.kill('SIGKILL');
        if ((await hub.pay(placed.body)).status === 200) acknowledged.get(key)!.paid = true;
      }
    });
    await Promise.allSettled(buyers);
    if (child!.signalCode === null) await once(child!, 'exit');
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(20);

  const hub = await start();
  const orders = await allOrders(hub);
  const byId = new Map(orders.map((order) => [order.id, order]));
  expect(byId.size).toBe(orders.length);
  for (const [key, { id, paid }] of acknowledged) {
    expect(byId.get(id)).toBeDefined();
    if (paid) expect(byId.get(id)!.payment).toBeDefined();
    expect((await hub.get(`/orders?idempotency_key=${key}`)).body.items[0].id).toBe(id);
  }
  // What was not acknowledged is there wholly or not at all: the shelf agrees with the orders.
  const left = (await hub.quote({ 'field-notebook-3': 1 })).lines[0]!.stock.available!;
  expect(before - left).toBe(orders.length);
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
  expect(await stop('SIGTERM')).toBe(0);
}, 60_000);

test('a quiet restart keeps orders, stock, coupon uses and prices', async () => {
  const first = await startStore({ dataDirectory });
  const { address } = first.showcase('cascade');
  const order = await first.at('cascade').order({ 'bivouac-quilt': 1 }, { address, coupons: ['LASTCALL'] });
  await first.store.backOffice('cascade').setPrice('bivouac-quilt', 30_000);
  await first.close();
  const second = await startStore({ dataDirectory });
  const hub = second.at('cascade');
  expect((await hub.get(`/orders/${order.id}`)).body).toEqual(order);
  const quote = await hub.quote({ 'bivouac-quilt': 1 }, { address });
  expect(quote.lines[0]).toMatchObject({ unit_amount: 30_000, stock: { available: 2 } });
  for (let use = 0; use < 2; use += 1)
    await hub.order({ 'ember-stove': 1 }, { address, coupons: ['LASTCALL'] });
  const { discounts } = await hub.quote({ 'ember-stove': 1 }, { coupons: ['LASTCALL'] });
  expect(discounts.rejected).toMatchObject([{ reason: 'usage_limit_reached' }]);
  await second.close();
});

test.each([
  [{}, 'DEMO_STORE_MERCHANTS'],
  [{ DEMO_STORE_MERCHANTS: '{cascade}' }, 'DEMO_STORE_MERCHANTS: is not JSON'],
  [{ DEMO_STORE_MERCHANTS: '{"cascade": {"secret": "short"}}' }, 'DEMO_STORE_MERCHANTS.cascade.secret'],
  [{ DEMO_STORE_MERCHANTS: JSON.stringify({ tienda: access.cascade }) }, 'No merchant "tienda": use cascade'],
  [{ DEMO_STORE_MERCHANTS: JSON.stringify(access), DEMO_STORE_PORT: 'http' }, 'DEMO_STORE_PORT'],
])('the environment %j does not start it, and it says why', async (variables, reason) => {
  const { stderr } = spawnStore(variables);
  const complaint: Buffer[] = [];
  stderr!.on('data', (chunk: Buffer) => complaint.push(chunk));
  const [code] = (await once(child!, 'exit')) as [number];
  expect(code).toBe(1);
  expect(Buffer.concat(complaint).toString()).toContain(reason);
});
