import { createTransport } from '@acp-hub/connector-http';
import { DeliverByFeedApi } from '../../src/feeds/delivery/deliver-by-feed-api';
import type { BatchLimits } from '../../src/feeds/delivery/feed-api-batches';
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
        price: { amount: 1_000 + index, currency: 'USD' },
        availability: { available: true, status: 'in_stock' },
      },
    ],
  }));

const clock = {
  now: () => new Date('2026-11-01T10:00:00Z'),
  sleep: async (ms: number) => void slept.push(ms),
};
const deliver = (given: ReturnType<typeof products>, limits?: BatchLimits, target = receiver.target) =>
  new DeliverByFeedApi(target, { transport, clock, ...(limits === undefined ? {} : { limits }) }).deliver(
    () => given,
  );

test('everything arrives in batches bounded by count and by bytes', async () => {
  await expect(deliver(products(25), { products: 10, bytes: 1_000_000 })).resolves.toEqual({
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
  await expect(deliver(large, { products: 100, bytes: 5_000 })).resolves.toEqual({ kind: 'delivered' });
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
  await expect(deliver(products(3))).resolves.toEqual({ kind: 'delivered' });
  expect(slept).toEqual([7_000, 2_000, 4_000, 30_000]);
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
    variants: [{ id: 'p3-1', price: { amount: 1, currency: 'USD' } }],
  });
  receiver.state.forget.set('p3', 9);
  await expect(deliver(products(5))).resolves.toEqual({
    kind: 'failed',
    error: expect.stringContaining('has 2 of them not as they were sent (p1, p3)'),
  });
});

test('nothing to send asks for nothing', async () => {
  await expect(deliver([])).resolves.toEqual({ kind: 'delivered' });
  expect(receiver.state.requests).toEqual([]);
});
