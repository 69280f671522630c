import { migratedDatabase } from '../support/database';
import { operatorOf } from '../support/operator';

const keys = `k:${Buffer.alloc(32, 1).toString('base64')}`;
let database: Awaited<ReturnType<typeof migratedDatabase>>;
let hub: ReturnType<typeof operatorOf>;

const shop = JSON.stringify({ base_url: 'https://shop.example/acp', secret: 's'.repeat(40) });
const account = JSON.stringify({
  baseUrl: 'http://127.0.0.1:1',
  apiKey: 'sk_sandbox_a',
  merchantId: 'acct_a',
});
const connectionOptions = ['--currency', 'USD', '--config', shop, '--payment-config', account];

beforeAll(async () => {
  database = await migratedDatabase();
  hub = operatorOf({
    DATABASE_URL: database.appUrl,
    DATABASE_MIGRATION_URL: database.url,
    HUB_ENCRYPTION_KEYS: keys,
  });
}, 60_000);
afterAll(() => database.close());
beforeEach(() => database.backDoor.query('DELETE FROM hub.tenants'));

const count = async (table: string, where = 'true') => {
  const { rows } = await database.backDoor.query(
    `SELECT count(*)::int AS n FROM hub.${table} WHERE ${where}`,
  );
  return rows[0].n;
};

async function merchant(name = 'Atlas') {
  const tenant = (await hub(['tenant', 'add', '--name', name, '--json'])).json().tenant_id;
  const connection = (
    await hub([
      ...['connection', 'add', '--tenant', tenant, '--name', 'main'],
      ...connectionOptions,
      '--json',
    ])
  ).json().connection_id;
  const agent = await hub([
    ...['agent', 'add', '--tenant', tenant, '--connection', connection, '--name', 'a'],
    ...['--webhook-url', 'https://agent.example/w', '--json'],
  ]);
  return { tenant, connection, ...(agent.json() as { agent_id: string; token_id: string; token: string }) };
}

test('sets a merchant up, and shows it', async () => {
  const { tenant, connection, agent_id: agent, token_id: tokenId, token } = await merchant();

  expect(token).toMatch(/^acp_test_/);
  expect((await hub(['tenant', 'list', '--json'])).json()).toMatchObject([
    { tenant_id: tenant, name: 'Atlas', disabled: false },
  ]);
  expect((await hub(['connection', 'list', '--json'])).json()).toMatchObject([
    {
      connection_id: connection,
      mode: 'test',
      currency: 'USD',
      ingress_path: expect.stringMatching(/^\/ingress\/.{32}$/),
    },
  ]);
  expect((await hub(['agent', 'list', '--json'])).json()).toMatchObject([
    {
      agent_id: agent,
      webhook_url: 'https://agent.example/w',
      tokens: [{ token_id: tokenId, disabled: false }],
    },
  ]);
  const table = await hub(['agent', 'list']);
  expect(table.out).toMatch(/^AGENT +NAME/);
  expect(table.out).not.toContain(token);
});

test('takes the ingress id that a platform knows already, unless it could be guessed', async () => {
  await hub(['tenant', 'add', '--name', 'A']);
  const add = (id: string) =>
    hub(['connection', 'add', '--name', 'main', ...connectionOptions, '--ingress-id', id, '--json']);
  expect(await add('short')).toMatchObject({ code: 1, error: expect.stringContaining('32 random') });
  expect((await add('i'.repeat(32))).json()).toMatchObject({ ingress_path: `/ingress/${'i'.repeat(32)}` });
});

test('stores neither token nor settings in clear', async () => {
  const { token } = await merchant();
  const { rows } = await database.backDoor.query<{ stored: Buffer }>(
    `SELECT config || payment_config || token_hash AS stored FROM hub.connections, hub.agent_tokens`,
  );
  expect(rows).toHaveLength(1);
  for (const secret of ['s'.repeat(40), 'sk_sandbox_a', token])
    expect(rows[0]?.stored.toString('latin1')).not.toContain(secret);
});

test('reads settings from standard input', async () => {
  await hub(['tenant', 'add', '--name', 'A']);
  const added = await hub(
    [
      'connection',
      'add',
      '--name',
      'main',
      '--currency',
      'JPY',
      '--config',
      '-',
      '--payment-config',
      account,
    ],
    `${shop}\n`,
  );
  expect(added).toMatchObject({ code: 0, error: '' });
});

test('a key of the hub’s is retired once every merchant’s is wrapped by another', async () => {
  const { tenant, connection } = await merchant();
  const settings = { DATABASE_URL: database.appUrl, DATABASE_MIGRATION_URL: database.url };
  const fresh = `new:${Buffer.alloc(32, 2).toString('base64')}`;
  const withBoth = operatorOf({ ...settings, HUB_ENCRYPTION_KEYS: `${fresh},${keys}` });
  const withFresh = operatorOf({ ...settings, HUB_ENCRYPTION_KEYS: fresh });
  const reseal = ['secret', 'rotate', '--connection', connection, '--config', shop];

  expect(await withFresh(reseal)).toMatchObject({ code: 3, error: expect.stringContaining('"k" is not') });
  expect((await withBoth(['tenant', 'rotate', '--json'])).json()).toEqual({ rotated_tenants: [tenant] });
  expect((await withBoth(['tenant', 'rotate'])).out).toBe('Nothing to do.\n');
  expect(await withFresh(reseal)).toMatchObject({ code: 0, error: '' });
});

test.each(['tenant', 'connection', 'agent', 'token'] as const)('disables a %s', async (kind) => {
  const made = await merchant();
  const id = { tenant: made.tenant, connection: made.connection, agent: made.agent_id, token: made.token_id }[
    kind
  ];
  expect(await hub([kind, 'disable', id, '--json'])).toMatchObject({ code: 0, error: '' });
  const table = kind === 'token' ? 'agent_tokens' : `${kind}s`;
  expect(await count(table, 'disabled_at IS NOT NULL')).toBe(1);
  expect(await hub([kind, 'disable', `${id}0`])).toMatchObject({
    code: 1,
    error: expect.stringContaining(`${id}0`),
  });
});

test('rotates an agent’s secrets and shows the new ones once', async () => {
  const { agent_id: agent } = await merchant();
  const rotated = await hub([
    'secret',
    'rotate',
    '--agent',
    agent,
    '--webhook',
    '--signature',
    'x'.repeat(20),
    '--json',
  ]);
  expect(rotated.json()).toMatchObject({
    webhook_secret: expect.stringMatching(/^whsec_.{43}$/),
    signature_secret: 'x'.repeat(20),
  });
});

test('rotates a connection’s settings, checked by its platform', async () => {
  const { connection } = await merchant();
  const before = await database.backDoor.query('SELECT config FROM hub.connections');
  const settings = JSON.stringify({ base_url: 'https://shop.example/acp', secret: 'n'.repeat(40) });
  expect(
    await hub(['secret', 'rotate', '--connection', connection, '--config', '-'], settings),
  ).toMatchObject({
    code: 0,
  });
  const after = await database.backDoor.query('SELECT config FROM hub.connections');
  expect(after.rows[0].config).not.toEqual(before.rows[0].config);

  const wrong = await hub([
    'secret',
    'rotate',
    '--connection',
    connection,
    '--config',
    '{"secret":"hush-hush"}',
  ]);
  expect(wrong).toMatchObject({ code: 1, error: expect.stringContaining('base_url') });
  expect(wrong.error).not.toContain('hush-hush');
});

test.each([
  [['tenant', 'add'], 2, '--name'],
  [['nonsense'], 2, 'unknown command'],
  [['connection', 'add', '--name', 'x', ...connectionOptions, '--mode', 'real'], 2, 'test, live'],
  [['connection', 'add', '--name', 'x', ...connectionOptions, '--config', '{'], 2, 'not valid JSON'],
  [
    ['connection', 'add', '--name', 'x', ...connectionOptions, '--config', '@/no/such/file'],
    2,
    '/no/such/file',
  ],
  [['connection', 'add', '--name', 'x', ...connectionOptions, '--currency', 'ZZZ'], 1, 'ZZZ'],
  [['connection', 'add', '--name', 'x', ...connectionOptions, '--connector', 'nope'], 1, 'custom'],
  [['connection', 'add', '--name', 'x', ...connectionOptions, '--mode', 'live'], 1, 'live'],
  [['agent', 'add', '--connection', 'con_x', '--name', 'x'], 1, 'con_x'],
  [['agent', 'add', '--connection', 'con_x', '--name', 'x', '--webhook-url', 'ftp://x'], 2, 'ftp://x'],
  [
    ['tenant', 'add', '--name', 'B', '--profile', '{"links":[{"type":"terms","url":"x"}]}'],
    1,
    'links.0.type',
  ],
  [['connection', 'list', '--tenant', 'ten_x'], 1, 'ten_x'],
  [['secret', 'rotate', '--agent', 'agt_x', '--config', '{}'], 2, '--connection'],
  [['export'], 2, '--email'],
  [['erase', '--session', 'a', '--order', 'b'], 2, 'one of'],
])('refuses %j with exit code %i, and says %j', async (parameters, code, words) => {
  await hub(['tenant', 'add', '--name', 'A']);
  const refused = await hub(parameters);
  expect(refused).toMatchObject({ code, out: '', error: expect.stringContaining(words) });
  expect(refused.error).not.toMatch(/\n {4}at /);
  expect(await count('connections')).toBe(0);
});

describe('a Stripe account', () => {
  const add = (config: object, mode = 'test') =>
    hub([
      ...['connection', 'add', '--name', 'main', '--currency', 'USD', '--config', shop, '--mode', mode],
      ...['--payment-provider', 'stripe', '--payment-config', JSON.stringify(config), '--json'],
    ]);
  const good = { secretKey: 'sk_test_abc', merchantId: 'profile_1', webhookSecret: 'whsec_abc' };
  beforeEach(() => hub(['tenant', 'add', '--name', 'A']));

  test('is taken with the keys of its connection’s mode', async () => {
    expect(await add(good)).toMatchObject({ code: 0, error: '' });
    expect(await add({ ...good, secretKey: 'rk_live_abc' }, 'live')).toMatchObject({ code: 0, error: '' });
    expect((await hub(['connection', 'list', '--json'])).json()).toMatchObject([
      { payment_provider: 'stripe' },
      { payment_provider: 'stripe' },
    ]);
  });

  test.each<[string, object, string, readonly string[]]>([
    ['nothing set', {}, 'test', ['secretKey', 'merchantId']],
    ['a publishable key', { ...good, secretKey: 'pk_test_hush' }, 'test', ['secretKey', 'sk_test_']],
    ['a test key, live', { ...good, secretKey: 'sk_test_hush' }, 'live', ['secretKey', 'use the live key']],
    ['a live key, test', { ...good, secretKey: 'sk_live_hush' }, 'test', ['secretKey', 'use the test key']],
    [
      'a live key for another host',
      { ...good, secretKey: 'sk_live_hush', baseUrl: 'https://proxy.example' },
      'live',
      ['baseUrl', 'leave it out'],
    ],
    ['a misspelt setting', { ...good, webhooksecret: 'whsec_hush' }, 'test', ['webhooksecret']],
  ])('with %s is refused, and the message says what to set', async (_name, config, mode, words) => {
    const refused = await add(config, mode);
    expect(refused).toMatchObject({ code: 1, out: '' });
    for (const word of words) expect(refused.error).toContain(word);
    expect(refused.error).not.toContain('_hush');
    expect(await count('connections')).toBe(0);
  });

  test('takes no key of the other mode in the place of its own', async () => {
    const { connection_id: connection } = (await add(good)).json();
    const live = JSON.stringify({ ...good, secretKey: 'sk_live_hush' });
    expect(
      await hub(['secret', 'rotate', '--connection', connection, '--payment-config', live]),
    ).toMatchObject({ code: 1, error: expect.stringContaining('use the test key') });
  });
});

test('an agent that cannot have its token is not made', async () => {
  const { connection } = await merchant();
  const weak = await hub([
    'agent',
    'add',
    '--connection',
    connection,
    '--name',
    'b',
    '--token',
    'acp_live_x',
  ]);
  expect(weak).toMatchObject({ code: 1, error: expect.stringContaining('acp_test_') });
  expect(await count('agents')).toBe(1);
});

test('a token that is in use, by whomever, is given to nobody else', async () => {
  const { token, tenant, connection, agent_id: agent } = await merchant();
  const other = await merchant('Other');
  for (const command of [
    ['agent', 'add', '--tenant', other.tenant, '--connection', other.connection, '--name', 'b'],
    ['token', 'add', '--tenant', tenant, '--connection', connection, '--agent', agent],
  ]) {
    expect(await hub([...command, '--token', token])).toMatchObject({
      code: 1,
      error: expect.stringContaining('in use already'),
    });
  }
  expect(await count('agents')).toBe(2);
  expect(await count('agent_tokens')).toBe(2);
});

test('asks which merchant is meant where there are several', async () => {
  expect(await hub(['agent', 'list'])).toMatchObject({
    code: 2,
    error: expect.stringContaining('tenant add'),
  });
  await hub(['tenant', 'add', '--name', 'A']);
  expect(await hub(['agent', 'list'])).toMatchObject({ code: 0, out: 'None.\n' });
  await hub(['tenant', 'add', '--name', 'B']);
  expect(await hub(['agent', 'list'])).toMatchObject({ code: 2, error: expect.stringContaining('--tenant') });
});

test('shows help with examples', async () => {
  for (const parameters of [['--help'], ['connection', 'add', '--help'], ['erase', '--help']]) {
    const help = await hub(parameters);
    expect(help).toMatchObject({ code: 0, error: '', out: expect.stringContaining('$ hub ') });
  }
});

test('says what is wrong with environment and database', async () => {
  expect(await operatorOf({ HUB_PORT: 'many' })(['tenant', 'list'])).toMatchObject({
    code: 2,
    error: expect.stringContaining('HUB_PORT'),
  });
  const away = operatorOf({ DATABASE_URL: 'postgres://localhost:1/hub', HUB_ENCRYPTION_KEYS: keys });
  expect(await away(['tenant', 'list'])).toMatchObject({
    code: 3,
    error: expect.stringContaining('DATABASE_URL'),
  });
});

test('brings a database up to date', async () => {
  expect((await hub(['migrate', '--json'])).json()).toEqual({ applied: [] });
});

test('a staged webhook secret waits for its time, a replaced signature secret is accepted until one', async () => {
  const { agent_id: agent, connection } = await merchant();
  const rotated = await hub([
    'secret',
    'rotate',
    '--agent',
    agent,
    '--webhook',
    '--signature',
    '--at',
    '+2h',
    '--json',
  ]);
  const at = new Date(rotated.json().at);
  expect(at.getTime()).toBeGreaterThan(Date.now() + 7_000_000);
  const { rows } = await database.backDoor.query(
    `SELECT staged_webhook_from, former_signature_until, webhook_secret <> staged_webhook_secret AS differ FROM hub.agents`,
  );
  expect(rows).toEqual([{ staged_webhook_from: at, former_signature_until: at, differ: true }]);
  expect((await hub(['secret', 'list', '--json'])).json()).toMatchObject([
    { kind: 'signature', owner_id: agent, takes_over_at: null, former_until: at.toISOString() },
    { kind: 'webhook', owner_id: agent, takes_over_at: at.toISOString(), former_until: null },
    { kind: 'config', owner_id: connection, takes_over_at: null, former_until: null },
    { kind: 'payment_config', owner_id: connection },
  ]);
  expect((await hub(['secret', 'list'])).out).toMatch(/^OF +NAME +SECRET +NEW ONE FROM/);
  for (const time of ['yesterday', '2020-01-01T00:00:00Z', '+0h', '12']) {
    expect(await hub(['secret', 'rotate', '--agent', agent, '--webhook', '--at', time])).toMatchObject({
      code: 2,
    });
  }
});

test('pins the version an agent is told in, to one this hub speaks', async () => {
  const { agent_id: agent } = await merchant();
  expect((await hub(['webhook', 'pin', agent, '2025-09-12', '--json'])).json()).toMatchObject({
    webhook_api_version: '2025-09-29',
  });
  expect((await hub(['agent', 'list', '--json'])).json()).toMatchObject([
    { webhook_api_version: '2025-09-29' },
  ]);
  expect(await hub(['webhook', 'pin', agent, '1999-01-01'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('2026-04-17'),
  });
  expect((await hub(['webhook', 'pin', agent, 'order', '--json'])).json().webhook_api_version).toBeNull();
});

test('shows, enables and replays what was given up', async () => {
  const { tenant, agent_id: agent } = await merchant();
  await database.backDoor.query('UPDATE hub.agents SET webhook_disabled_at = now()');
  await database.backDoor.query(
    `INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, settled_at, outcome)
     VALUES ($1, 'out_dead', $2, 'ord_1', 'order_create', now(), now(), 'dead')`,
    [tenant, agent],
  );
  expect((await hub(['agent', 'list'])).out).toContain(`hub webhook enable ${agent}`);
  expect((await hub(['webhook', 'dead'])).out).toContain('disabled (410)');
  expect(await hub(['webhook', 'replay', 'out_dead'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('hub webhook enable'),
  });
  expect(await hub(['webhook', 'enable', agent])).toMatchObject({ code: 0 });
  expect((await hub(['webhook', 'replay', 'out_dead', '--json'])).json()).toMatchObject([{ id: 'out_dead' }]);
  expect(await hub(['webhook', 'replay', 'out_dead'])).toMatchObject({ code: 1 });
  expect(await hub(['webhook', 'replay'])).toMatchObject({ code: 2 });
  expect((await hub(['webhook', 'dead', '--json'])).json()).toEqual([]);
  expect((await hub(['webhook', 'log', '--json'])).json()).toEqual([]);
});

test('gives operators tokens that are shown once', async () => {
  await merchant();
  const added = await hub(['operator', 'add', '--name', 'ops', '--scope', 'webhooks:read', '--json']);
  const { operator_id: id, token } = added.json();
  expect(token).toMatch(/^acp_op_.{43}$/);
  expect((await hub(['operator', 'list', '--json'])).json()).toMatchObject([
    { operator_id: id, scopes: ['webhooks:read'], disabled: false },
  ]);
  expect((await hub(['operator', 'list'])).out).not.toContain(token);
  expect(await hub(['operator', 'add', '--name', 'ops', '--scope', 'everything'])).toMatchObject({ code: 2 });
  expect(await hub(['operator', 'disable', id])).toMatchObject({ code: 0 });
  expect(await hub(['operator', 'disable', 'opr_nobody'])).toMatchObject({ code: 1 });
});
