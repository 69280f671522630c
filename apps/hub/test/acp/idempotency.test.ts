import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let token: string;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector });
  ({ token } = await world.merchant('atlas'));
  agent = agentOf(world.baseUrl, token);
}, 60_000);
afterAll(() => world.close());

const key = (value: string) => ({ 'idempotency-key': value });
const sessionsStored = async (): Promise<number> => {
  const { rows } = await world.database.backDoor.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM hub.checkout_sessions',
  );
  return rows[0]!.n;
};

test('a repeated create gives the stored bytes and makes nothing', async () => {
  const first = await agent.post('/checkout_sessions', sampleCheckout, key('again'));
  const before = await sessionsStored();
  const second = await agent.post('/checkout_sessions', sampleCheckout, key('again'));
  expect(second).toMatchObject({
    status: 201,
    text: first.text,
    headers: { 'idempotent-replayed': 'true', 'idempotency-key': 'again' },
  });
  expect(first.headers).not.toHaveProperty('idempotent-replayed');
  expect(await sessionsStored()).toBe(before);
});

test('member order and number spelling do not matter, array order and null do', async () => {
  const body =
    '{"currency":"usd","capabilities":{},"line_items":[{"id":"sku-1","quantity":1},{"id":"sku-2","quantity":1}]}';
  const first = await agent.post('/checkout_sessions', body, key('canonical'));
  const reordered =
    '{"line_items":[{"quantity":1.0,"id":"sku-1"},{"id":"sku-2","quantity":1}],"capabilities":{},"currency":"usd"}';
  expect((await agent.post('/checkout_sessions', reordered, key('canonical'))).text).toBe(first.text);
  const swapped =
    '{"currency":"usd","capabilities":{},"line_items":[{"id":"sku-2","quantity":1},{"id":"sku-1","quantity":1}]}';
  expect(await agent.post('/checkout_sessions', swapped, key('canonical'))).toMatchObject({
    status: 422,
    json: { code: 'idempotency_conflict' },
  });
  const withNull = body.replace('"capabilities":{}', '"capabilities":{},"buyer":null');
  expect(await agent.post('/checkout_sessions', withNull, key('canonical'))).toMatchObject({
    status: 422,
    json: { code: 'idempotency_conflict' },
  });
});

test('a path that is spelled otherwise is the same path', async () => {
  const first = await agent.post('/checkout_sessions', sampleCheckout, key('spelled'));
  for (const spelling of ['/checkout_sessions?again=1', '/checkout%5Fsessions']) {
    expect(await agent.post(spelling, sampleCheckout, key('spelled'))).toMatchObject({
      text: first.text,
      headers: { 'idempotent-replayed': 'true' },
    });
  }
});

test('the same key may be used for another path and by another agent', async () => {
  const first = await agent.post('/checkout_sessions', sampleCheckout, key('shared'));
  const cancelled = await agent.post(`/checkout_sessions/${first.json.id}/cancel`, {}, key('shared'));
  expect(cancelled).toMatchObject({ status: 200, json: { status: 'canceled' } });
  const other = agentOf(world.baseUrl, (await world.merchant('other')).token);
  const theirs = await other.post('/checkout_sessions', sampleCheckout, key('shared'));
  expect(theirs.status).toBe(201);
  expect(theirs.json.id).not.toBe(first.json.id);
});

test('a replay under another API-Version gives the bytes of the first', async () => {
  const first = await agent.post('/checkout_sessions', sampleCheckout, key('versions'));
  const older = agentOf(world.baseUrl, token, '2026-01-30');
  expect((await older.post('/checkout_sessions', sampleCheckout, key('versions'))).text).toBe(first.text);
});

test('a stored answer stands where the body could not be read any more', async () => {
  const first = await agent.post('/checkout_sessions', sampleCheckout, key('unreadable'));
  const oldest = agentOf(world.baseUrl, token, '2025-09-29');
  expect(await oldest.post('/checkout_sessions', sampleCheckout, key('fresh'))).toMatchObject({
    status: 400,
    json: { param: '$.items' },
  });
  expect(await oldest.post('/checkout_sessions', sampleCheckout, key('unreadable'))).toMatchObject({
    status: 201,
    text: first.text,
    headers: { 'idempotent-replayed': 'true' },
  });
});

test('a body that cannot be read leaves the key to the one that can', async () => {
  const wrong = { ...sampleCheckout, line_items: [{ id: 'sku-1', quantity: 1.5 }] };
  expect(await agent.post('/checkout_sessions', wrong, key('mended'))).toMatchObject({
    status: 400,
    json: { param: '$.line_items[0].quantity' },
  });
  expect(await agent.post('/checkout_sessions', sampleCheckout, key('mended'))).toMatchObject({
    status: 201,
  });
});

test.each([
  ['no key', undefined, 'idempotency_key_required'],
  ['a key of 256 characters', 'k'.repeat(256), 'invalid'],
])('%s is refused before anything happens', async (_, value, code) => {
  const before = await sessionsStored();
  const headers: Record<string, string> = value === undefined ? { 'idempotency-key': '' } : key(value);
  expect(await agent.post('/checkout_sessions', sampleCheckout, headers)).toMatchObject({
    status: 400,
    json: { type: 'invalid_request', code },
  });
  expect(await sessionsStored()).toBe(before);
});

test('twenty at once with one key make one session; the rest wait or replay', async () => {
  const before = await sessionsStored();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => agent.post('/checkout_sessions', sampleCheckout, key('crowd'))),
  );
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
  for (const { status, json, headers } of answers) {
    if (status === 409)
      expect({ json, retry: Number(headers['retry-after']) > 0 }).toMatchObject({
        json: { code: 'idempotency_in_flight' },
        retry: true,
      });
  }
  expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
  expect(await sessionsStored()).toBe(before + 1);
});

test('a 5xx is not stored: the same request works once the store is back', async () => {
  shop.faults.push({ operation: 'quote', fault: 'refused' });
  const refused = await agent.post('/checkout_sessions', sampleCheckout, key('later'));
  expect(refused).toMatchObject({ status: 503, json: { type: 'service_unavailable' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(await agent.post('/checkout_sessions', sampleCheckout, key('later'))).toMatchObject({ status: 201 });
});

test('a 4xx after the claim is stored', async () => {
  const body = { ...sampleCheckout, line_items: [{ id: 'unknown' }] };
  const first = await agent.post('/checkout_sessions', body, key('nothing known'));
  expect(first).toMatchObject({
    status: 400,
    json: { code: 'invalid_item_id', param: '$.line_items[0].id' },
  });
  const second = await agent.post('/checkout_sessions', body, key('nothing known'));
  expect(second).toMatchObject({ status: 400, text: first.text, headers: { 'idempotent-replayed': 'true' } });
});

test('a completed payment is replayed and never made again', async () => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  const path = `/checkout_sessions/${json.id}/complete`;
  const first = await agent.post(path, payWith('tok_sandbox_ok'), key('pay'));
  const paid = world.psp.payments().length;
  const second = await agent.post(path, payWith('tok_sandbox_ok'), key('pay'));
  expect(second).toMatchObject({ status: 200, text: first.text, headers: { 'idempotent-replayed': 'true' } });
  expect(world.psp.payments()).toHaveLength(paid);
});

test('foreign sessions and orders answer exactly as unknown ones, also to another agent of the merchant', async () => {
  const { token, tenantId, connectionId } = await world.merchant('owner');
  const colleague = { tenantId, connectionId, name: 'colleague', profile: 'spec' } as const;
  const agents = {
    owner: agentOf(world.baseUrl, token),
    stranger: agentOf(world.baseUrl, (await world.merchant('stranger')).token),
    colleague: agentOf(world.baseUrl, (await world.provision.agent(colleague)).token),
  };
  const { json } = await agents.owner.post('/checkout_sessions', sampleCheckout);
  const sold = (await agents.owner.post('/checkout_sessions', sampleCheckout)).json.id;
  const { order } = (
    await agents.owner.post(`/checkout_sessions/${sold}/complete`, payWith('tok_sandbox_ok'))
  ).json;
  const before = await agents.owner.get(`/checkout_sessions/${json.id}`);
  const asked = [
    ...['', '/complete', '/cancel'].map((suffix) => ({ path: '/checkout_sessions/', suffix, post: true })),
    { path: '/checkout_sessions/', suffix: '', post: false },
    { path: '/orders/', suffix: '', post: false },
  ];
  for (const who of ['stranger', 'colleague'] as const) {
    for (const { path, suffix, post } of asked) {
      const ask = async (id: string) => {
        const { status, text, headers } = post
          ? await agents[who].post(
              `${path}${id}${suffix}`,
              suffix === '/complete' ? payWith('x') : {},
              key(id),
            )
          : await agents[who].get(`${path}${id}`);
        const { date: _date, 'idempotency-key': _key, ...told } = headers;
        return { status, text, headers: told };
      };
      const id = path === '/orders/' ? order.id : json.id;
      const unknown = await ask(path === '/orders/' ? 'ord_unknown' : 'cs_unknown');
      expect({ who, path, suffix, ...(await ask(id)) }).toEqual({ who, path, suffix, ...unknown });
      expect(unknown.status).toBe(404);
    }
  }
  expect((await agents.owner.get(`/checkout_sessions/${json.id}`)).text).toBe(before.text);
});
