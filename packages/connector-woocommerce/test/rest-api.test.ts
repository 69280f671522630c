import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { z } from 'zod';
import { openRestApi } from '../src/rest/rest-api';
import type { Json } from './support/recordings';
import { credentials, startTape, type Tape } from './support/tape';

const order = z.object({ id: z.number() });
const getOrder = { method: 'GET', path: 'orders/1', answer: order } as const;

describe('the shop’s API', () => {
  let tape: Tape | undefined;
  afterEach(async () => {
    await tape?.stop();
    tape = undefined;
  });

  const failureOf = async (work: Promise<unknown>): Promise<Json> =>
    work.then(
      () => {
        throw new Error('It must fail.');
      },
      (error: unknown) => error,
    );

  const troubles = {
    'a page of HTML': { told: { body: '<!doctype html><p>Coming soon' }, kind: 'config' },
    'a redirect': {
      told: { status: 301, headers: { location: 'https://elsewhere.example' }, body: '' },
      kind: 'config',
    },
    'a fatal error of PHP': {
      told: {
        status: 500,
        body: { code: 'internal_server_error', message: '<p>There has been a critical error', data: {} },
      },
      kind: 'transient',
    },
    maintenance: {
      told: { status: 503, body: { code: 'wp_die', message: 'Briefly unavailable', data: {} } },
      kind: 'transient',
    },
    'too many requests': {
      told: { status: 429, headers: { 'retry-after': '7' }, body: {} },
      kind: 'rate_limited',
    },
    'an unknown key': {
      told: {
        status: 401,
        body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 401 } },
      },
      kind: 'auth',
    },
    'JSON of something else': { told: { body: { hello: 'world' } }, kind: 'config' },
    'a 404 that is not WordPress’s': { told: { status: 404, body: { error: 'no' } }, kind: 'config' },
  };

  test.each(Object.entries(troubles))(
    '%s is told for what it is, and shows no secret',
    async (_name, trouble) => {
      tape = await startTape(() => trouble.told);
      const error = await failureOf(tape.shop.rest.call(getOrder));
      expect(error.failure.kind).toBe(trouble.kind);
      expect(error.outcome).toBe('not_applied');
      for (const shown of [
        JSON.stringify(error),
        inspect(error, { depth: 9, showHidden: true }),
        error.stack,
      ])
        for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    },
  );

  test('a connection that is cut shows no secret, and a write may have been applied', async () => {
    tape = await startTape(() => ({ body: {} }));
    const { shop, context } = tape;
    await tape.stop();
    const rest = openRestApi(shop.config, context);
    const read = await failureOf(rest.call(getOrder));
    expect([read.failure.kind, read.outcome]).toEqual(['transient', 'not_applied']);
    for (const shown of [JSON.stringify(read), inspect(read, { depth: 9, showHidden: true })])
      for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    tape = undefined;
  });

  test('a shop that says nothing is given up at the deadline, and a write is in doubt', async () => {
    tape = await startTape(() => ({ body: {} }));
    const { shop, context } = tape;
    const impatient = { ...context, transport: { ...context.transport, deadlineMs: 50 } };
    const silent = openRestApi({ ...shop.config, url: await silentServer() }, impatient);
    const error = await failureOf(silent.call({ ...getOrder, method: 'POST', body: {} }));
    expect([error.failure.kind, error.outcome]).toEqual(['transient', 'unknown']);
    for (const shown of [JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })])
      for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
  });

  test('a read that failed for the moment is tried again, a write is not', async () => {
    let calls = 0;
    tape = await startTape(() => ((calls += 1) % 2 === 1 ? { status: 502, body: '' } : { body: { id: 1 } }));
    await expect(tape.shop.rest.call(getOrder)).resolves.toMatchObject({ value: { id: 1 } });
    expect(calls).toBe(2);
    const error = await failureOf(tape.shop.rest.call({ ...getOrder, method: 'POST', body: {} }));
    expect([calls, error.outcome]).toEqual([3, 'unknown']);
  });
});

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => (server.closeAllConnections(), server.close())));

async function silentServer(): Promise<string> {
  const server = createServer(() => undefined);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
