import { request } from 'undici';
import { loadConfig } from '../src/config/load-config';
import { createLogger } from '../src/logging/logger';
import { startHub } from '../src/start-hub';
import { migratedDatabase } from './support/database';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());

/** Where a hub on any free port listens, and where it says that it is. */
async function addresses(environment: Readonly<Record<string, string>>) {
  const config = loadConfig({
    DATABASE_URL: database.appUrl,
    DATABASE_MIGRATION_URL: database.url,
    HUB_ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
    HUB_PORT: '0',
    ...environment,
  });
  const hub = await startHub(config, createLogger('silent'));
  try {
    const discovery = await request(`${hub.url}/.well-known/acp.json`);
    const { api_base_url: said } = (await discovery.body.json()) as { api_base_url: string };
    return { listening: new URL(hub.url).port, baseUrl: hub.baseUrl, said };
  } finally {
    await hub.stop();
  }
}

test('on any free port, links name the one that was taken', async () => {
  const { listening, baseUrl, said } = await addresses({});
  expect(Number(listening)).toBeGreaterThan(0);
  expect({ baseUrl, said }).toEqual({
    baseUrl: `http://localhost:${listening}`,
    said: `http://localhost:${listening}`,
  });
});

test('a public address stays what it is', async () => {
  const environment = { HUB_BASE_URL: 'https://hub.example/acp/' };
  await expect(addresses(environment)).resolves.toMatchObject({
    baseUrl: 'https://hub.example/acp',
    said: 'https://hub.example/acp',
  });
});
