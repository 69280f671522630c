import { createHmac } from 'node:crypto';
import { request } from 'undici';
import { hashToken } from '../../src/agents/bearer-token';
import { newId } from '../../src/ids';
import type { OperatorScope } from '../../src/operators/operator';
import { newOperatorToken } from '../../src/operators/operator-token';
import { OperatorRepository } from '../../src/persistence/operators/operator-repository';
import { ReplaceSecrets } from '../../src/tenants/replace-secrets';
import { loadRegistry } from '../../src/connectors/registry';
import { flatErrorOf } from '../support/flat-error';
import { hubWorld } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

let world: Awaited<ReturnType<typeof hubWorld>>;
let operators: OperatorRepository;
let merchant: Awaited<ReturnType<(typeof world)['merchant']>>;

beforeAll(async () => {
  world = await hubWorld({
    connector: memoryConnector().connector,
    environment: { HUB_ROLE: 'serve', HUB_RATE_LIMIT: '100' },
  });
  operators = new OperatorRepository(world.directory, world.database.scopes);
  merchant = await world.merchant('atlas');
}, 60_000);
afterAll(() => world.close());

async function operator(tenantId: string, scopes: readonly OperatorScope[]) {
  const token = newOperatorToken();
  const operatorId = newId('opr');
  await operators.add(tenantId, { operatorId, name: 'test', scopes, tokenHash: hashToken(token) });
  return { operatorId, token };
}

async function call(token: string | undefined, method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await request(`${world.baseUrl}/operator/${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, text, json: JSON.parse(text) };
}

function expectFlatError(answer: Awaited<ReturnType<typeof call>>, status: number, code: string): void {
  expect({ status: answer.status, code: flatErrorOf(answer).code }).toEqual({ status, code });
}

async function deadLetter(): Promise<string> {
  const id = newId('out');
  await world.database.backDoor.query(
    `UPDATE hub.agents SET webhook_url = 'https://agent.example/w' WHERE agent_id = $1`,
    [merchant.agentId],
  );
  await world.database.backDoor.query(
    `INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, settled_at, outcome)
     VALUES ($1, $2, $3, $4, 'order_update', now(), now(), 'dead')`,
    [merchant.tenantId, id, merchant.agentId, newId('ord')],
  );
  return id;
}

test('lists and replays its merchant’s dead letters, and no other’s', async () => {
  const id = await deadLetter();
  const { token } = await operator(merchant.tenantId, ['webhooks:read', 'webhooks:write']);
  const listed = await call(token, 'GET', 'dead-letters?limit=10');
  expect(listed).toMatchObject({ status: 200, json: { dead_letters: [{ id, agent_id: merchant.agentId }] } });

  const stranger = await operator((await world.merchant('other')).tenantId, [
    'webhooks:read',
    'webhooks:write',
  ]);
  expect((await call(stranger.token, 'GET', 'dead-letters')).json).toEqual({ dead_letters: [] });
  const refused = await call(stranger.token, 'POST', 'dead-letters/replay', { ids: [id] });
  expectFlatError(refused, 404, 'not_found');

  const replayed = await call(token, 'POST', 'dead-letters/replay', { ids: [id] });
  expect(replayed).toMatchObject({
    status: 202,
    json: { replayed: [{ id, replayed_as: expect.stringMatching(/^out_/) }] },
  });
  const { rows } = await world.database.backDoor.query(
    'SELECT relay_at FROM hub.outbox WHERE outbox_id = $1',
    [replayed.json.replayed[0].replayed_as],
  );
  expect(rows).toEqual([{ relay_at: expect.any(Date) }]);
  expect((await call(token, 'GET', 'dead-letters')).json).toEqual({ dead_letters: [] });
});

test('an id that is none is refused by its place, NUL bytes and all', async () => {
  const { token } = await operator(merchant.tenantId, ['webhooks:read', 'webhooks:write']);
  const replay = await call(token, 'POST', 'dead-letters/replay', { ids: ['out_1', 'a\u0000b'] });
  expectFlatError(replay, 400, 'invalid');
  expectFlatError(await call(token, 'GET', 'dead-letters?after=a%20b'), 400, 'invalid');
});

test('a disabled endpoint refuses replays until it is enabled', async () => {
  const id = await deadLetter();
  await world.database.backDoor.query(
    'UPDATE hub.agents SET webhook_disabled_at = now() WHERE agent_id = $1',
    [merchant.agentId],
  );
  const { token } = await operator(merchant.tenantId, ['webhooks:write']);
  expectFlatError(await call(token, 'POST', 'dead-letters/replay', { ids: [id] }), 409, 'endpoint_disabled');
  expect((await call(token, 'POST', `agents/${merchant.agentId}/webhook/enable`)).status).toBe(200);
  expect((await call(token, 'POST', 'dead-letters/replay', { all: true })).status).toBe(202);
  expectFlatError(await call(token, 'POST', 'agents/agt_nobody/webhook/enable'), 404, 'not_found');
});

test('a token does what its scopes say, until it is disabled', async () => {
  const { token, operatorId } = await operator(merchant.tenantId, ['webhooks:read']);
  expect((await call(token, 'GET', 'webhook-deliveries')).json).toEqual({ deliveries: [] });
  expectFlatError(await call(token, 'POST', 'dead-letters/replay', { all: true }), 403, 'insufficient_scope');
  expectFlatError(await call(merchant.token, 'GET', 'dead-letters'), 401, 'unauthorized');
  expectFlatError(await call(undefined, 'GET', 'dead-letters'), 401, 'unauthorized');
  await operators.disable(merchant.tenantId, operatorId);
  expectFlatError(await call(token, 'GET', 'dead-letters'), 401, 'unauthorized');
});

test.each([{}, { ids: [] }, { ids: ['x'], all: true }, { all: false }])('refuses %j', async (body) => {
  const { token } = await operator(merchant.tenantId, ['webhooks:write']);
  expectFlatError(await call(token, 'POST', 'dead-letters/replay', body), 400, 'invalid');
});

test('tokens are stored as hashes, and their calls are limited', async () => {
  const { token } = await operator(merchant.tenantId, ['webhooks:read']);
  const { rows } = await world.database.backDoor.query<{ all: string }>(
    'SELECT string_agg(o::text, $1) AS all FROM hub.operators o',
    [','],
  );
  expect(rows[0]?.all).not.toContain(token);
  const statuses = [];
  for (let round = 0; round < 110; round += 1) {
    statuses.push((await call(token, 'GET', 'dead-letters?limit=1')).status);
  }
  expect(statuses).toContain(429);
});

test.each([
  ['until its time', 60_000, 202],
  ['and not after it', -1, 401],
] as const)('a report signed by the former secret is taken %s', async (_, aheadMs, status) => {
  const shop = (secret: string) => ({ base_url: 'http://127.0.0.1:9/acp', secret });
  const { connectionId, ingressPath } = await world.provision.connection({
    tenantId: merchant.tenantId,
    name: 'shop',
    mode: 'test',
    connector: 'custom',
    config: shop('the former secret'),
    paymentProvider: 'sandbox',
    paymentConfig: { baseUrl: world.pspUrl, apiKey: 'sk_sandbox_x', merchantId: 'acct_x' },
    currency: 'USD',
    refunds: 'follow_platform',
  });
  const secrets = new ReplaceSecrets(world.tenants, await loadRegistry([]));
  await secrets.ofConnection(merchant.tenantId, connectionId, {
    config: shop('the present secret'),
    at: new Date(Date.now() + aheadMs),
  });
  const report = async (secret: string, id: string) => {
    const body = JSON.stringify({ id, order: { id: '1' } });
    const seconds = Math.floor(Date.now() / 1_000);
    const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    const answer = await request(`${world.baseUrl}${ingressPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'store-signature': `t=${seconds},v1=${digest}` },
      body,
    });
    await answer.body.dump();
    return answer.statusCode;
  };
  expect(await report('the present secret', `present-${connectionId}`)).toBe(202);
  expect(await report('the former secret', `former-${connectionId}`)).toBe(status);
  expect(await report('a foreign secret!', `foreign-${connectionId}`)).toBe(401);
});
