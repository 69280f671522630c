import { acpVersions } from '@acp-hub/acp';
import { flatErrorOf } from '../support/flat-error';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';
import { sendBytes, sendRaw } from '../support/raw-http';
import { wrongStates } from '../support/wrong-state';

let world: Awaited<ReturnType<typeof hubWorld>>;
let token: string;

beforeAll(async () => {
  world = await hubWorld({ connector: memoryConnector().connector });
  ({ token } = await world.merchant('atlas'));
}, 60_000);
afterAll(async () => {
  const wrong = await wrongStates(world.database.backDoor);
  await world.close();
  expect(wrong).toEqual([]);
});

let keys = 0;
const usual = (): [string, string][] => [
  ['authorization', `Bearer ${token}`],
  ['api-version', '2026-04-17'],
  ['idempotency-key', `bad-${(keys += 1)}`],
  ['content-type', 'application/json'],
];
const post = async (body: string, headers = usual(), path = '/checkout_sessions', method = 'POST') => {
  const answer = await sendRaw(world.baseUrl, { method, path, headers, body });
  return { status: answer.status, headers: answer.headers, error: flatErrorOf(answer) };
};
const without = (name: string) => usual().filter(([each]) => each !== name);
const withHeader = (name: string, ...values: string[]): [string, string][] => [
  ...without(name),
  ...values.map((value): [string, string] => [name, value]),
];
const sample = JSON.stringify(sampleCheckout);
const checkout = (change: object) => JSON.stringify({ ...sampleCheckout, ...change });
describe.each([...acpVersions])('%s', (version) => {
  const versioned = () => [...without('api-version'), ['api-version', version] as [string, string]];

  test.each([
    ['broken JSON', '{"line_items": [', 400, 'invalid_json', '$'],
    ['an empty body', '', 400, 'invalid_json', '$'],
    ['a list instead of an object', '[]', 400, 'invalid', '$'],
    ['null', 'null', 400, 'invalid', '$'],
    ['depth 1,000', '{"a":'.repeat(1_000) + '1' + '}'.repeat(1_000), 400, 'invalid', undefined],
    ['a megabyte', JSON.stringify({ note: 'x'.repeat(1024 * 1024) }), 413, 'payload_too_large', undefined],
  ])('%s', async (_, body, status, code, param) => {
    const answer = await post(body, versioned());
    expect(answer).toMatchObject({ status, error: { type: 'invalid_request', code } });
    if (param !== undefined) expect(answer.error.param).toBe(param);
  });

  test('a quantity that is no quantity is named by its path', async () => {
    const list = version >= '2026-01-30' ? 'line_items' : 'items';
    for (const quantity of [-1, 0, 1.5, 1e9, 2 ** 53, '2', [], {}]) {
      const body = checkout({ items: [{ id: 'sku-1', quantity }], line_items: [{ id: 'sku-1', quantity }] });
      const answer = await post(body, versioned());
      expect({ quantity, status: answer.status, param: answer.error.param }).toEqual({
        quantity,
        status: 400,
        param: `$.${list}[0].quantity`,
      });
    }
  });
});

test.each([
  ['wrong type of a list', checkout({ line_items: 'sku-1' }), '$.line_items'],
  ['wrong type in an object', checkout({ buyer: { email: 7 } }), '$.buyer.email'],
  [
    'a number out of the range of numbers',
    '{"line_items":[{"id":"sku-1","quantity":1e400}]}',
    '$.line_items[0].quantity',
  ],
  [
    '10,000 lines',
    checkout({ line_items: Array.from({ length: 10_000 }, () => ({ id: 'a' })) }),
    '$.line_items',
  ],
  ['an id that is no text', checkout({ line_items: [{ id: 1, quantity: 1 }] }), '$.line_items[0].id'],
])('%s', async (_, body, param) => {
  expect(await post(body)).toMatchObject({ status: 400, error: { type: 'invalid_request', param } });
});

test('unknown fields do no harm, whatever they are called', async () => {
  const body = `{"__proto__":{"polluted":1},"constructor":{"x":1},"x":{"y":[null]},${sample.slice(1)}`;
  const answer = await sendRaw(world.baseUrl, {
    method: 'POST',
    path: '/checkout_sessions',
    headers: usual(),
    body,
  });
  expect(answer.status < 500).toBe(true);
  expect({}).not.toHaveProperty('polluted');
});

test.each([
  ['an unknown session', 'GET', '/checkout_sessions/cs_unknown'],
  ['an id of emoji', 'GET', '/checkout_sessions/%F0%9F%A6%8A'],
  ['an id with a NUL byte', 'GET', '/checkout_sessions/%00'],
  ['an id of 3,000 characters', 'GET', `/checkout_sessions/${'a'.repeat(3_000)}`],
  ['an unknown order', 'GET', '/orders/ord_unknown'],
  ['an order with a NUL byte', 'GET', '/orders/a%00b'],
  ['a path of nobody', 'GET', '/nothing/here'],
])('%s is not found', async (_, method, path) => {
  expect(await post('', without('content-type'), path, method)).toMatchObject({
    status: 404,
    error: { code: 'not_found' },
  });
});

test('a path that is no URL', async () => {
  expect(await post('', without('content-type'), '/checkout_sessions/%zz', 'GET')).toMatchObject({
    status: 400,
    error: { code: 'invalid' },
  });
});

test.each([
  ['PUT', '/checkout_sessions', 'POST'],
  ['GET', '/checkout_sessions', 'POST'],
  ['DELETE', '/checkout_sessions/cs_unknown', 'GET, HEAD, POST'],
  ['GET', '/checkout_sessions/cs_unknown/complete', 'POST'],
  ['POST', '/orders/ord_unknown', 'GET, HEAD'],
])('%s %s names the methods there are', async (method, path, allowed) => {
  const answer = await post(method === 'GET' ? '' : '{}', usual(), path, method);
  expect(answer).toMatchObject({ status: 405, error: { code: 'method_not_allowed' } });
  expect(answer.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allowed);
});

test.each([
  ['no token', () => without('authorization'), 401, 'unauthorized'],
  ['a token of nobody', () => withHeader('authorization', 'Bearer acp_test_nobody'), 401, 'unauthorized'],
  ['no version', () => without('api-version'), 400, 'missing_api_version'],
  ['a version of tomorrow', () => withHeader('api-version', '2027-01-01'), 400, 'unsupported_api_version'],
  ['a version that is no date', () => withHeader('api-version', 'latest'), 400, 'unsupported_api_version'],
  ['no content type', () => without('content-type'), 415, 'unsupported_media_type'],
  [
    'a form',
    () => withHeader('content-type', 'application/x-www-form-urlencoded'),
    415,
    'unsupported_media_type',
  ],
  ['no key', () => without('idempotency-key'), 400, 'idempotency_key_required'],
  ['an empty key', () => withHeader('idempotency-key', ''), 400, 'idempotency_key_required'],
  ['a key of 256 characters', () => withHeader('idempotency-key', 'k'.repeat(256)), 400, 'invalid'],
  ['a key with a NUL byte', () => withHeader('idempotency-key', 'a\u0000b'), 400, 'invalid'],
  ['two tokens', () => withHeader('authorization', 'Bearer a', 'Bearer b'), 400, 'invalid'],
  ['two versions', () => withHeader('api-version', '2026-04-17', '2025-09-29'), 400, 'invalid'],
  ['two keys', () => withHeader('idempotency-key', 'a', 'b'), 400, 'invalid'],
])('%s', async (_, headers, status, code) => {
  expect(await post(sample, headers())).toMatchObject({
    status,
    error: { type: 'invalid_request', code },
  });
});

test('a key of emoji is a key', async () => {
  const headers = withHeader('idempotency-key', '🦊'.repeat(20));
  const request = { method: 'POST', path: '/checkout_sessions', headers, body: sample };
  const first = await sendRaw(world.baseUrl, request);
  const second = await sendRaw(world.baseUrl, request);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
});

test.each([
  [
    'headers of 100 KiB',
    `GET /metrics HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['a method of nobody', 'BREW /checkout_sessions HTTP/1.1\r\nhost: x\r\n\r\n', 405, 'method_not_allowed'],
  ['bytes that are not HTTP', 'hello\r\n\r\n', 400, undefined],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
    400,
    'invalid',
  ],
])('%s', async (_, bytes, status, code) => {
  const answer = await sendBytes(world.baseUrl, Buffer.from(bytes));
  const error = flatErrorOf(answer);
  if (code !== undefined) expect({ status: answer.status, code: error.code }).toEqual({ status, code });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

test('a payment that is none names what is wrong with it, and moves nothing', async () => {
  const agent = agentOf(world.baseUrl, token);
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  const complete = (body: object) => agent.post(`/checkout_sessions/${json.id}/complete`, body);
  const { payment_data } = payWith('tok_sandbox_ok');
  expect(await complete({})).toMatchObject({ status: 400, json: { param: '$.payment_data' } });
  const { instrument: _instrument, ...lacking } = payment_data;
  expect(await complete({ payment_data: lacking })).toMatchObject({
    status: 400,
    json: { param: '$.payment_data.instrument' },
  });
  expect(world.psp.payments()).toEqual([]);
});
