import { operatedHub } from '../support/operated-hub';

const { hub, merchant } = operatedHub();

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
