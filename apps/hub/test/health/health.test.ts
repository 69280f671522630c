import { HealthModule } from '../../src/health/health.module';
import { listen } from '../support/http-app';

const checks = {
  database: async (): Promise<unknown> => undefined,
  queue: async (): Promise<unknown> => undefined,
};
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  server = await listen({
    imports: [
      HealthModule.register({
        useFactory: () => [
          { name: 'database', run: () => checks.database() },
          { name: 'queue', run: () => checks.queue() },
        ],
      }),
    ],
  });
});
afterAll(() => server.app.close());

const get = async (path: string) => {
  const response = await fetch(`${server.baseUrl}${path}`);
  return { status: response.status, body: await response.json() };
};

test('a hub that has all it needs is ready', async () => {
  await expect(get('/health/ready')).resolves.toEqual({
    status: 200,
    body: { status: 'ok', checks: { database: 'ok', queue: 'ok' } },
  });
});

test('one that lost something says what, without a reason that could hold secrets, and stays alive', async () => {
  checks.database = async () => Promise.reject(new Error('password is hunter2'));
  checks.queue = () => new Promise(() => undefined);
  await expect(get('/health/ready')).resolves.toEqual({
    status: 503,
    body: { status: 'unavailable', checks: { database: 'failed', queue: 'failed' } },
  });
  await expect(get('/health/live')).resolves.toEqual({ status: 200, body: { status: 'ok' } });
});
