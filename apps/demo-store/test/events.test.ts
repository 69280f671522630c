import { storeEvent, verifySignature, type StoreEvent } from '@acp-hub/store-contract';
import { merchants } from '../src';
import { startSink, type Sink } from './support/event-sink';
import { secretOf, startStore, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
let sink: Sink;
let hub: HubSide;
let address: object;
beforeEach(async () => {
  sink = await startSink();
  running = await startStore({ eventRetryMs: 20 });
  running.store.sendEventsTo('cascade', sink.url);
  hub = running.at('cascade');
  ({ address } = running.showcase('cascade'));
});
afterEach(async () => {
  await running.close();
  await sink.close();
});

const events = async (count: number): Promise<StoreEvent[]> =>
  (await sink.until(count)).map(({ body }) => storeEvent.parse(JSON.parse(body)));
const ofOrders = async (count: number) => (await events(count)).filter((event) => 'order' in event);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));

test('an order’s life is told, signed, each state once and with a higher version', async () => {
  const order = await hub.order({ 'ember-stove': 1 }, { address });
  const office = running.store.backOffice('cascade');
  await hub.pay(order);
  await office.ship(order.id);
  await office.deliver(order.id);
  await office.refund(order.id, 500);
  await office.refund(order.id);
  const told = await ofOrders(5);
  expect(told.map(({ type }) => type)).toEqual([
    'order.paid',
    'order.shipped',
    'order.delivered',
    'order.refunded',
    'order.refunded',
  ]);
  expect(told.map((event) => event.order.version)).toEqual([2, 3, 4, 5, 6]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(5);
  expect(told[1]!.order.shipments).toMatchObject([
    { type: 'shipping', status: 'shipped', carrier: 'UPS', items: [{ id: 'ember-stove', quantity: 1 }] },
  ]);
  expect(told[4]!.order.refunds.map(({ amount }) => amount)).toEqual([500, order.totals.total - 500]);
  for (const { headers, body } of sink.received)
    expect(
      verifySignature(headers['store-signature'], body, secretOf('cascade'), running.clock.now()),
    ).toEqual({
      valid: true,
    });
  await quiet();
  expect(sink.received).toHaveLength(5);
});

test('a cancellation of the shop and the end of a hold are told', async () => {
  const first = await hub.order({ 'ember-stove': 1 }, { address });
  await running.store.backOffice('cascade').cancel(first.id);
  await hub.order({ 'ember-stove': 1 }, { address });
  running.clock.forward(60);
  await hub.get('/store');
  expect((await ofOrders(2)).map(({ type, order }) => [type, order.cancel_reason])).toEqual([
    ['order.canceled', 'Canceled by the shop'],
    ['order.canceled', 'hold_expired'],
  ]);
});

test('what the hub does not take is sent again, the very same', async () => {
  sink.answerNext(503, 500, 302);
  const order = await hub.order({ 'ember-stove': 1 }, { address });
  await hub.pay(order);
  const told = await events(4);
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  await quiet();
  expect(sink.received).toHaveLength(4);
});

test('an event the hub refuses does not keep the next one waiting', async () => {
  const first = await hub.order({ 'ember-stove': 1 }, { address });
  const second = await hub.order({ 'ember-stove': 1 }, { address });
  sink.refuse(first.id);
  await hub.pay(first);
  await hub.pay(second);
  for (let wait = 0; wait < 200 && !sink.received.some(({ body }) => body.includes(second.id)); wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const told = await ofOrders(2);
  expect(told.map(({ order }) => order.id)).toEqual(expect.arrayContaining([first.id, second.id]));
});

test('events survive a restart while the hub is down', async () => {
  running.store.sendEventsTo('cascade', 'http://127.0.0.1:9/nobody');
  const order = await hub.order({ 'ember-stove': 1 }, { address });
  await hub.pay(order);
  await running.store.close();
  const again = await startStore({
    dataDirectory: running.dataDirectory,
    access: { cascade: { secret: secretOf('cascade'), eventsUrl: sink.url } },
  });
  expect(await events(1)).toMatchObject([{ type: 'order.paid', order: { id: order.id } }]);
  await again.store.close();
  running = { ...running, close: async () => undefined };
});

test('without a hub to tell, nothing piles up', async () => {
  const other = running.at('lindenhof');
  const order = await other.order({ brotbackbuch: 1 }, { address: running.showcase('lindenhof').address });
  await other.pay(order);
  running.store.sendEventsTo('lindenhof', sink.url);
  await quiet();
  expect(sink.received).toEqual([]);
});

test('what the back office does to a product is told, by its name alone', async () => {
  const office = running.store.backOffice('cascade');
  await office.setPrice('merino-tee-s', 6500);
  await office.setStock('merino-tee-l', 0);
  await office.removeProduct('basalt-bottle');
  const told = await events(3);
  const news = told.map((event) => `${event.type} ${'product' in event ? event.product.id : ''}`);
  expect(news.sort()).toEqual([
    'product.deleted basalt-bottle',
    'product.updated merino-tee',
    'product.updated merino-tee',
  ]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(3);
});

test('a sale is news of its product when that sells out, and its return when it is there again', async () => {
  const order = await hub.order({ 'bivouac-quilt': 3 }, { address });
  await running.store.backOffice('cascade').cancel(order.id);
  const told = (await events(3)).filter((event) => 'product' in event);
  expect(told).toMatchObject(
    Array.from({ length: 2 }, () => ({ type: 'product.updated', product: { id: 'bivouac-quilt' } })),
  );
  await hub.order({ 'ember-stove': 1 }, { address });
  await quiet();
  expect(sink.received).toHaveLength(3);
});

test('a product that the shop opens with is no news, one that comes later is', async () => {
  await running.store.close();
  expect(sink.received).toEqual([]);
  const cascade = merchants.find(({ slug }) => slug === 'cascade')!;
  const mug = cascade.products.find(({ id }) => id === 'tamarack-mug')!;
  const whistle = { ...mug, id: 'whistle', variants: [{ id: 'whistle', options: {}, price: 900, stock: 5 }] };
  const again = await startStore({
    dataDirectory: running.dataDirectory,
    merchants: [{ ...cascade, products: [...cascade.products, whistle] }],
    access: { cascade: { secret: secretOf('cascade'), eventsUrl: sink.url } },
  });
  expect(await events(1)).toMatchObject([{ type: 'product.created', product: { id: 'whistle' } }]);
  await again.store.close();
  running = { ...running, close: async () => undefined };
});
