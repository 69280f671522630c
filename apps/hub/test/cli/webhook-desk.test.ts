import { operatedHub } from '../support/operated-hub';

const world = operatedHub();
const { hub, merchant } = world;

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
  await world.database.backDoor.query('UPDATE hub.agents SET webhook_disabled_at = now()');
  await world.database.backDoor.query(
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

test.each([
  [['dead', '--agent', 'agt_x'], 'agent agt_x'],
  [['log', '--agent', 'agt_x'], 'agent agt_x'],
  [['replay', '--all', '--agent', 'agt_x'], 'agent agt_x'],
  [['log', '--order', 'ord_x'], 'order ord_x'],
])('says of what %j names that there is none', async (parameters, what) => {
  const { tenant } = await merchant();
  expect(await hub(['webhook', ...parameters])).toMatchObject({
    code: 1,
    out: '',
    error: `${tenant} has no ${what}.\n`,
  });
});

test.each([
  [['log', '--before', 'zz'], '--before takes an id of the list, dlv_…, not "zz"'],
  [['log', '--before', `out_${'0'.repeat(32)}`], 'dlv_…'],
  [['dead', '--after', ''], '--after takes an id of the list, out_…'],
])('refuses a place in the list that there cannot be: %j', async (parameters, words) => {
  await merchant();
  expect(await hub(['webhook', ...parameters])).toMatchObject({
    code: 2,
    out: '',
    error: expect.stringContaining(words),
  });
});

test('takes an agent that is known, and a place in the list', async () => {
  const { agent_id: agent } = await merchant();
  const zeros = '0'.repeat(32);
  for (const parameters of [
    ['dead', '--agent', agent, '--after', `out_${zeros}`],
    ['log', '--agent', agent, '--before', `dlv_${zeros}`],
  ])
    expect(await hub(['webhook', ...parameters])).toMatchObject({ code: 0, out: 'None.\n' });
});
