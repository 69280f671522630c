import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { agentOf } from '../support/hub-world';
import { startHubProcess } from '../support/hub-process';
import { operatorOf } from '../support/operator';

const folder = mkdtempSync(join(tmpdir(), 'hub-beside-'));
afterAll(() => rm(folder, { recursive: true }));

test('commands work beside a running hub on its embedded database, and it follows them', async () => {
  const environment = { HUB_DATA_DIR: folder, HUB_PORT: '0' };
  const running = await startHubProcess(environment);
  try {
    const hub = operatorOf(environment);
    await hub(['tenant', 'add', '--name', 'Atlas']);
    const connection = await hub([
      ...['connection', 'add', '--name', 'main', '--currency', 'USD', '--json'],
      ...['--config', '{"base_url":"https://shop.example","secret":"0123456789abcdef"}'],
      ...['--payment-config', '{"baseUrl":"https://pay.example","apiKey":"k","merchantId":"m"}'],
    ]);
    const added = await hub([
      ...['agent', 'add', '--connection', connection.json().connection_id, '--name', 'a', '--json'],
    ]);
    const { token, token_id: tokenId } = added.json() as Record<'token' | 'token_id', string>;

    const agent = agentOf(running.url, token);
    expect((await agent.get('/checkout_sessions/cs_none')).status).toBe(404);
    await hub(['token', 'disable', tokenId]);
    await sleep(6_000);
    expect((await agent.get('/checkout_sessions/cs_none')).status).toBe(401);
    expect(running.output()).not.toContain(token);
  } finally {
    await running.stop();
  }
}, 120_000);
