import type { ServerResponse } from 'node:http';
import { createTransport } from '@acp-hub/connector-http';
import type { UpsertLimits } from '@acp-hub/feed-formats';
import { DeliverByFeedApi, type FeedApiDelivery } from '../../src/feeds/delivery/deliver-by-feed-api';
import type { Progress } from '../../src/feeds/progress';
import { feedReceiver } from '../support/feed-receiver';

const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
let receiver: Awaited<ReturnType<typeof feedReceiver>>;
let slept: number[];
beforeEach(async () => {
  receiver = await feedReceiver();
  slept = [];
});
afterEach(() => receiver.close());
afterAll(() => transport.close());

const products = (count: number, title = 'Thing') =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    title,
    variants: [
      {
        id: `p${index}-1`,
        title,
        price: { amount: 1_000 + index, currency: 'USD' },
        availability: { available: true, status: 'in_stock' },
      },
    ],
  }));

const clock = {
  now: () => new Date('2026-11-01T10:00:00Z'),
  sleep: async (ms: number) => void slept.push(ms),
};
const deliver = (
  given: ReturnType<typeof products>,
  limits?: UpsertLimits,
  target = receiver.target,
  changes: Partial<FeedApiDelivery> = {},
) =>
  new DeliverByFeedApi(target, {
    ...{ transport, clock, isAll: false, readsBack: true },
    ...(limits === undefined ? {} : { limits }),
    ...changes,
  }).deliver(() => given);

test('an address with a query keeps it behind the path', async () => {
  const target = { ...receiver.target, url: `${receiver.target.url}/?key=abc` };
  await expect(deliver(products(2), undefined, target)).resolves.toEqual({ kind: 'delivered' });
  expect(receiver.products.size).toBe(2);
});

test('everything arrives in batches bounded by count and by bytes', async () => {
  await expect(deliver(products(25), { mostProducts: 10, mostBytes: 1_000_000 })).resolves.toEqual({
    kind: 'delivered',
  });
  expect([...receiver.products.values()]).toEqual(products(25));
  expect(receiver.state.requests.map(({ method, products: count }) => [method, count])).toEqual([
    ['PATCH', 10],
    ['PATCH', 10],
    ['PATCH', 5],
    ['GET', 0],
  ]);
  receiver.state.requests.length = 0;
  const large = products(4, 'ß'.repeat(1_000));
  await expect(deliver(large, { mostProducts: 100, mostBytes: 10_000 })).resolves.toEqual({
    kind: 'delivered',
  });
  expect(receiver.state.requests.map(({ products: count }) => count)).toEqual([2, 2, 0]);
});

test('one that asks for time gets it, and one that is broken is tried again', async () => {
  receiver.state.faults = [
    (response) => response.writeHead(429, { 'retry-after': '7' }).end(),
    (response) => response.writeHead(500).end('oops'),
    (response) => void response.destroy(),
    undefined,
    (response) => response.writeHead(503, { 'retry-after': 'Sun, 01 Nov 2026 10:00:30 GMT' }).end(),
  ];
  const waits: number[] = [];
  const onProgress = ({ stage, done }: Progress): void => {
    if (stage === 'wait') waits.push(done);
  };
  await expect(deliver(products(3), undefined, receiver.target, { onProgress })).resolves.toEqual({
    kind: 'delivered',
  });
  expect(slept).toEqual([7_000, 2_000, 4_000, 30_000]);
  expect(waits).toEqual([7, 2, 4, 30]);
  expect(receiver.products.size).toBe(3);
});

test('one that stays broken fails with what it said, and how long it asks for', async () => {
  receiver.state.faults = Array.from(
    { length: 6 },
    () => (response) => response.writeHead(429, { 'retry-after': '90' }).end('{"message":"slow down"}'),
  );
  await expect(deliver(products(3))).resolves.toMatchObject({
    kind: 'failed',
    error: expect.stringContaining('did not take the products (429: slow down)'),
    retryAfterMs: 90_000,
  });
  expect(receiver.state.requests).toHaveLength(6);
});

test('what was refused is not tried again', async () => {
  const refused = await deliver(products(1), undefined, { ...receiver.target, token: 'wrong' });
  expect(refused).toMatchObject({ error: expect.stringContaining('check the token') });
  receiver.state.faults = [(response) => response.writeHead(400).end('{"message":"no variants"}')];
  await expect(deliver(products(1))).resolves.toMatchObject({
    error: expect.stringContaining('no variants'),
  });
  receiver.state.faults = [(response) => response.writeHead(200).end('{"id":"feed_1","accepted":false}')];
  await expect(deliver(products(1))).resolves.toMatchObject({ kind: 'failed' });
  expect(receiver.state.requests).toHaveLength(3);
  expect(slept).toEqual([]);
});

test('what was accepted and forgotten is sent once more, alone', async () => {
  receiver.state.forget.set('p1', 1);
  await expect(deliver(products(5))).resolves.toEqual({ kind: 'delivered' });
  expect(receiver.products.size).toBe(5);
  expect(receiver.state.requests.map(({ method, products: count }) => [method, count])).toEqual([
    ['PATCH', 5],
    ['GET', 0],
    ['PATCH', 1],
    ['GET', 0],
  ]);
});

test('what is forgotten again, or kept with another price, is told of', async () => {
  receiver.state.forget.set('p1', 9);
  receiver.products.set('p3', {
    ...products(4)[3]!,
    variants: [{ id: 'p3-1', title: 'Thing', price: { amount: 1, currency: 'USD' } }],
  });
  receiver.state.forget.set('p3', 9);
  await expect(deliver(products(5))).resolves.toEqual({
    kind: 'failed',
    error: expect.stringMatching(/has 2 of them not as they were sent \((p1, p3|p3, p1)\)/),
  });
});

test('nothing to send asks for nothing', async () => {
  await expect(deliver([])).resolves.toEqual({ kind: 'delivered' });
  expect(receiver.state.requests).toEqual([]);
});

test('of a whole feed, what the receiver has besides is withdrawn: products, and variants of products', async () => {
  receiver.state.mergesVariants = true;
  await deliver(products(5));
  const extra = { id: 'p1-2', title: 'Blue', price: { amount: 5, currency: 'USD' } };
  const [, p1] = products(2);
  receiver.products.set('p1', { ...p1!, variants: [...p1!.variants, extra] });
  await expect(deliver(products(3), undefined, receiver.target, { isAll: true })).resolves.toEqual({
    kind: 'delivered',
  });
  const statuses = [...receiver.products.values()].map(({ id, variants }) => [
    id,
    ...variants.map(({ availability }) => (availability as { status: string }).status),
  ]);
  expect(statuses).toEqual([
    ['p0', 'in_stock'],
    ['p1', 'in_stock', 'discontinued'],
    ['p2', 'in_stock'],
    ['p3', 'discontinued'],
    ['p4', 'discontinued'],
  ]);
  receiver.state.requests.length = 0;
  await deliver(products(3), undefined, receiver.target, { isAll: true });
  expect(receiver.state.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET']);
});

test('an answer that ends too soon, or is none, is asked for again and told of', async () => {
  const cut = (response: ServerResponse) =>
    response.writeHead(200).end('{"products":[{"id":"p0","variants":[]},');
  receiver.state.faults = [undefined, cut];
  await expect(deliver(products(1))).resolves.toEqual({ kind: 'delivered' });
  receiver.state.faults = [undefined, ...Array.from({ length: 6 }, () => cut)];
  await expect(deliver(products(1))).resolves.toMatchObject({
    error: expect.stringContaining('ends too soon'),
  });
});

test('a stop is heeded while a receiver is waited for, and nothing more is sent', async () => {
  const stop = new AbortController();
  receiver.state.faults = [(response) => response.writeHead(429, { 'retry-after': '60' }).end()];
  const never = { ...clock, sleep: () => new Promise<void>(() => stop.abort(new Error('stopped'))) };
  await expect(
    deliver(products(1), undefined, receiver.target, { signal: stop.signal, clock: never }),
  ).rejects.toThrow('stopped');
  expect(receiver.state.requests).toHaveLength(1);
});
