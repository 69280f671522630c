import { merchants, type Fault } from '../src';
import { startStore, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
let hub: HubSide;
let address: object;
beforeEach(async () => {
  running = await startStore();
  hub = running.at('cascade');
  ({ address } = running.showcase('cascade'));
});
afterEach(() => running.close());

const orders = () => running.store.backOffice('cascade').orders();

test.each<Fault>([{ kind: 'hang_up' }, { kind: 'cut' }])(
  '%j ends the connection and does nothing',
  async (fault) => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    running.faults.inject('cascade', 'placeOrder', fault);
    await expect(hub.place(quote, {}, 'key-1')).rejects.toThrow();
    expect(await orders()).toEqual([]);
    expect((await hub.place(quote, {}, 'key-1')).status).toBe(201);
  },
);

test('a lost answer leaves the order, which the same key finds', async () => {
  const quote = await hub.quote({ 'ember-stove': 1 }, { address });
  running.faults.inject('cascade', 'placeOrder', { kind: 'cut_after_apply' });
  await expect(hub.place(quote, {}, 'key-1')).rejects.toThrow();
  const [order] = await orders();
  expect((await hub.get('/orders?idempotency_key=key-1')).body.items).toEqual([order]);
  expect(await hub.place(quote, {}, 'key-1')).toMatchObject({ status: 200, body: order });
});

test('timeout after apply: done, and never answered', async () => {
  const quote = await hub.quote({ 'ember-stove': 1 }, { address });
  running.faults.inject('cascade', 'placeOrder', { kind: 'timeout_after_apply' });
  const waiting = hub.place(quote, {}, 'key-1').then(
    () => 'answered',
    () => 'closed',
  );
  const patience = new Promise((resolve) => setTimeout(() => resolve('waiting'), 300));
  expect(await Promise.race([waiting, patience])).toBe('waiting');
  expect(await orders()).toHaveLength(1);
});

test('other answers, with their headers, as often as planned', async () => {
  const busy: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '7' } };
  running.faults.inject('cascade', 'any', busy, 2);
  for (let time = 0; time < 2; time += 1) {
    const { status, headers } = await hub.get('/store');
    expect([status, headers.get('retry-after')]).toEqual([429, '7']);
  }
  expect((await hub.get('/store')).status).toBe(200);
  running.faults.inject('cascade', 'getStore', {
    kind: 'answer',
    status: 302,
    headers: { location: 'http://10.0.0.1/' },
  });
  expect((await hub.get('/store')).status).toBe(302);
  running.faults.inject('cascade', 'getStore', { kind: 'answer', status: 200, body: { lies: true } });
  expect((await hub.get('/store')).body).toEqual({ lies: true });
});

test('slow is late, not wrong', async () => {
  running.faults.inject('cascade', 'getStore', { kind: 'slow', ms: 120 });
  const start = performance.now();
  expect((await hub.get('/store')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(110);
});

test('a fault strikes its own merchant and operation only, until cleared', async () => {
  running.faults.inject('cascade', 'placeOrder', { kind: 'answer', status: 500 }, 5);
  expect((await hub.get('/store')).status).toBe(200);
  for (const { slug } of merchants.filter((merchant) => merchant.slug !== 'cascade'))
    expect((await running.at(slug).post('/orders', {})).status).toBe(400);
  running.faults.clear();
  expect((await hub.post('/orders', {})).status).toBe(400);
});
