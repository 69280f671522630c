import { keys, shop, operatedHub } from '../support/operated-hub';
import { operatorOf } from '../support/operator';

const world = operatedHub();
const { hub, merchant } = world;

test('stores neither token nor settings in clear', async () => {
  const { token } = await merchant();
  const { rows } = await world.database.backDoor.query<{ stored: Buffer }>(
    `SELECT config || payment_config || token_hash AS stored FROM hub.connections, hub.agent_tokens`,
  );
  expect(rows).toHaveLength(1);
  for (const secret of ['s'.repeat(40), 'sk_sandbox_a', token])
    expect(rows[0]?.stored.toString('latin1')).not.toContain(secret);
});

test('a key of the hub’s is retired once every merchant’s is wrapped by another', async () => {
  const { tenant, connection } = await merchant();
  const settings = { DATABASE_URL: world.database.appUrl, DATABASE_MIGRATION_URL: world.database.url };
  const fresh = `new:${Buffer.alloc(32, 2).toString('base64')}`;
  const withBoth = operatorOf({ ...settings, HUB_ENCRYPTION_KEYS: `${fresh},${keys}` });
  const withFresh = operatorOf({ ...settings, HUB_ENCRYPTION_KEYS: fresh });
  const reseal = ['secret', 'rotate', '--connection', connection, '--config', shop];

  expect(await withFresh(reseal)).toMatchObject({ code: 2, error: expect.stringContaining('"k" is not') });
  expect((await withBoth(['tenant', 'rotate', '--json'])).json()).toEqual({
    rotated_tenants: [tenant],
    rotated_links: true,
  });
  expect((await withBoth(['tenant', 'rotate'])).out).toBe('Nothing to do.\n');
  expect(await withFresh(reseal)).toMatchObject({ code: 0, error: '' });
});

test('a key whose bytes are not those of its id is told apart from one that is missing', async () => {
  const { connection } = await merchant();
  const wrong = operatorOf({
    DATABASE_URL: world.database.appUrl,
    DATABASE_MIGRATION_URL: world.database.url,
    HUB_ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 9).toString('base64')}`,
  });
  const refused = {
    code: 2,
    error: expect.stringContaining('HUB_ENCRYPTION_KEYS: the key "k" does not open'),
  };
  expect(await wrong(['tenant', 'list'])).toMatchObject(refused);
  await world.database.backDoor.query('DELETE FROM directory.link_secret');
  expect(await wrong(['secret', 'rotate', '--connection', connection, '--config', shop])).toMatchObject(
    refused,
  );
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

test.each(['', 'x', ' '.repeat(20), 'x'.repeat(15)])('refuses to sign with %j', async (weak) => {
  const { agent_id: agent, connection } = await merchant();
  const stored = () =>
    world.database.backDoor.query('SELECT webhook_secret, signature_secret FROM hub.agents');
  const { rows: before } = await stored();
  const refused = { code: 1, out: '', error: expect.stringMatching(/16 random characters.*leave it out/) };
  const rotate = ['secret', 'rotate', '--agent', agent];
  const add = ['agent', 'add', '--connection', connection, '--name', 'b'];
  for (const command of [
    [...rotate, '--webhook', weak],
    [...rotate, '--webhook', '--signature', weak],
    [...add, '--webhook-url', 'https://agent.example/w', '--webhook-secret', weak],
    [...add, '--signature', 'required', '--signature-secret', weak],
  ])
    expect(await hub(command)).toMatchObject(refused);
  expect((await stored()).rows).toEqual(before);
});

test('rotates a connection’s settings, checked by its platform', async () => {
  const { connection } = await merchant();
  const before = await world.database.backDoor.query('SELECT config FROM hub.connections');
  const settings = JSON.stringify({ base_url: 'https://shop.example/acp', secret: 'n'.repeat(40) });
  expect(
    await hub(['secret', 'rotate', '--connection', connection, '--config', '-'], settings),
  ).toMatchObject({
    code: 0,
  });
  const after = await world.database.backDoor.query('SELECT config FROM hub.connections');
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
  const { rows } = await world.database.backDoor.query(
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
