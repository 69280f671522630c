import { account, connectionOptions, keys, shop, operatedHub } from '../support/operated-hub';
import { operatorOf } from '../support/operator';

const { hub, merchant, count } = operatedHub();

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

test('changes what becomes of refunds', async () => {
  const { connection } = await merchant();
  const listed = async () => (await hub(['connection', 'list', '--json'])).json()[0].refunds;
  expect(await listed()).toBe('follow_platform');
  const change = ['connection', 'change', connection, '--refunds'];
  expect((await hub([...change, 'record_only', '--json'])).json()).toMatchObject({
    connection_id: connection,
    refunds: 'record_only',
  });
  expect(await listed()).toBe('record_only');
  expect(await hub([...change, 'never'])).toMatchObject({ code: 2 });
  expect(await hub(['connection', 'change', 'con_none', '--refunds', 'record_only'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('con_none'),
  });
  expect(await listed()).toBe('record_only');
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

test.each([
  [['tenant', 'add'], 2, '--name'],
  [['tenant', 'add', '--name', ''], 2, '--name'],
  [['connection', 'add', '--name', ' ', ...connectionOptions], 2, '--name'],
  [
    ['agent', 'add', '--connection', 'con_x', '--name', ''],
    2,
    "'--name <name>' argument '' is invalid. It is blank.",
  ],
  [['operator', 'add', '--name', '', '--scope', 'webhooks:read'], 2, '--name'],
  [['cases', 'settle', 'pay_x', '--as', 'refunded', '--note', ' '], 2, '--note'],
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
