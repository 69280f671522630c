import { contractHeaders, signBody, storeError, type StoreErrorCode } from '@acp-hub/store-contract';
import { startStore, type Answer, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
let hub: HubSide;
beforeAll(async () => {
  running = await startStore();
  hub = running.at('cascade');
});
afterAll(() => running.close());

const expectRefusal = (answer: Answer, status: number, code: StoreErrorCode, param?: string) => {
  expect(storeError.parse(answer.body)).toMatchObject({ code, ...(param !== undefined && { param }) });
  expect(answer.status).toBe(status);
};

const good = { items: [{ id: 'ember-stove', quantity: 1 }], coupons: [] };

test.each<[string, unknown, string]>([
  ['broken JSON', '{"items": [', '$'],
  ['an empty body', '', '$'],
  ['NUL bytes for JSON', '\0\0', '$'],
  ['a number', '7', '$'],
  ['a list', '[]', '$'],
  ['depth 1,000', '['.repeat(1000) + ']'.repeat(1000), '$'],
  ['no items', { ...good, items: [] }, '$.items'],
  ['too many lines', { ...good, items: Array.from({ length: 501 }, () => good.items[0]) }, '$.items'],
  ['a negative quantity', { ...good, items: [{ id: 'ember-stove', quantity: -1 }] }, '$.items[0].quantity'],
  ['a huge quantity', { ...good, items: [{ id: 'ember-stove', quantity: 1e15 }] }, '$.items[0].quantity'],
  [
    'a quantity in words',
    { ...good, items: [{ id: 'ember-stove', quantity: 'two' }] },
    '$.items[0].quantity',
  ],
  ['no coupons', { items: good.items }, '$.coupons'],
  ['a foreign currency', { ...good, currency: 'EUR' }, '$.currency'],
  ['half an address', { ...good, address: { name: 'Ada' } }, '$.address.line_one'],
])('a quote for %s is refused with its place', async (_name, body, param) => {
  expectRefusal(await hub.post('/quotes', body), 400, 'invalid_request', param);
});

test.each(['__proto__', '😀', 'a\u0000b', '../../etc/passwd', "'; drop table orders; --"])(
  'the id %j is merely unknown',
  async (id) => {
    const { status, body } = await hub.post('/quotes', { items: [{ id, quantity: 1 }], coupons: [id] });
    expect(status).toBe(200);
    expect(body.unknown_items).toEqual([id]);
    expectRefusal(await hub.get(`/orders/${encodeURIComponent(id)}`), 404, 'not_found');
  },
);

test('a body beyond all measure', async () => {
  const answer = await hub.post('/quotes', { ...good, locale: 'x'.repeat(1024 * 1024) });
  expectRefusal(answer, 413, 'body_too_large');
});

test('another kind of body', async () => {
  const headers = { 'content-type': 'text/plain' };
  expectRefusal(await hub.send('POST', '/quotes', { body: good, headers }), 415, 'unsupported_media_type');
});

test('a path or method nobody serves', async () => {
  expectRefusal(await hub.get('/no-such-thing'), 404, 'not_found');
  expectRefusal(await hub.post('/store', {}), 404, 'not_found');
});

test.each([undefined, '', 'k'.repeat(256)])('a write with the key %j', async (key) => {
  const headers = { [contractHeaders.idempotencyKey]: key };
  for (const path of ['/orders', '/orders/ord_1/payment', '/orders/ord_1/cancel', '/orders/ord_1/refunds'])
    expectRefusal(
      await hub.send('POST', path, { headers }),
      400,
      'idempotency_key_required',
      'Idempotency-Key',
    );
});

test.each([
  ['/orders', {}, '$.quote_id'],
  ['/orders/ord_1/payment', { provider: 'x', reference: 'y', amount: 1.5 }, '$.amount'],
  ['/orders/ord_1/cancel', {}, '$.reason'],
  ['/orders/ord_1/refunds', { amount: 0, items: [], restock: false }, '$.amount'],
])('a wrong body for %s', async (path, body, param) => {
  expectRefusal(await hub.post(path, body), 400, 'invalid_request', param);
});

test.each([
  ['/orders', undefined],
  ['/orders?updated_since=yesterday', '$.updated_since'],
  ['/orders?updated_since=2026-11-23T00:00:00Z&cursor=x', '$.cursor'],
  ['/orders?updated_since=2026-11-23T00:00:00Z&limit=0', '$.limit'],
  ['/products?limit=1000', '$.limit'],
  ['/products?updated_since=2026-11-23', '$.updated_since'],
  [`/products?ids=${Array.from({ length: 101 }, (_, index) => `item-${index}`).join(',')}`, '$.ids'],
])('the query %s', async (path, param) => {
  expectRefusal(await hub.get(path), 400, 'invalid_request', param);
});

describe('strangers', () => {
  test.each<[string, string | undefined, StoreErrorCode]>([
    ['no signature', undefined, 'signature_missing'],
    ['nonsense', 'nonsense', 'signature_invalid'],
    [
      'the secret of another shop',
      signBody('', 'a secret of lindenhof for tests', new Date('2026-11-23T09:00:00Z')),
      'signature_invalid',
    ],
    [
      'yesterday’s signature',
      signBody('', 'a secret of cascade for tests', new Date('2026-11-22T09:00:00Z')),
      'signature_expired',
    ],
  ])('%s opens nothing', async (_name, signature, code) => {
    const headers = { [contractHeaders.signature]: signature };
    for (const path of ['/store', '/products', '/orders/ord_1'])
      expectRefusal(await hub.send('GET', path, { headers }), 401, code);
  });

  test('a signature is good for its own body only', async () => {
    const headers = {
      [contractHeaders.signature]: signBody('{}', 'a secret of cascade for tests', running.clock.now()),
    };
    expectRefusal(await hub.send('POST', '/quotes', { body: good, headers }), 401, 'signature_invalid');
  });
});

test('a version of the contract that this store does not speak', async () => {
  const headers = { [contractHeaders.version]: '1999-01-01' };
  expectRefusal(await hub.send('GET', '/store', { headers }), 400, 'unsupported_version');
  const without = await hub.send('GET', '/store', { headers: { [contractHeaders.version]: undefined } });
  expect(without.status).toBe(200);
  expect(without.headers.get('store-contract-version')).toBe(without.body.contract_version);
});
