import { once } from 'node:events';
import { connect } from 'node:net';
import type { FakeServer, FaultPlan } from '../src';
import { call, createCounter } from './support/counter';

let server: FakeServer;
let base: string;
const increment = (timeoutMs?: number) => call(`${base}/counters/a`, 'POST', undefined, timeoutMs);
const applied = async (): Promise<number> => JSON.parse((await call(`${base}/counters/a`)).text).value;

beforeEach(async () => {
  server = createCounter();
  base = await server.listen();
});
afterEach(() => server.close());

describe('where a fault strikes', () => {
  const unavailable = { kind: 'answer', status: 503 } as const;

  it('leaves other methods and paths alone', async () => {
    server.faults.schedule({ method: 'post', path: '/counters/b', effect: unavailable });
    expect((await increment()).status).toBe(200);
    expect((await call(`${base}/counters/b`)).status).toBe(200);
    expect((await call(`${base}/counters/b`, 'POST')).status).toBe(503);
  });

  it('takes * for any characters and nothing else for a pattern', async () => {
    server.faults.schedule({ path: '/coun*/a', effect: unavailable });
    server.faults.schedule({ path: '/counters/.', effect: unavailable });
    expect((await increment()).status).toBe(503);
    expect((await increment()).status).toBe(200);
  });

  it('strikes the n-th request and as many as told', async () => {
    server.faults.schedule({ nth: 2, times: 2, effect: unavailable });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await increment()).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(server.faults.pending()).toEqual([]);
  });

  it('goes on until cleared where told always', async () => {
    server.faults.schedule({ times: 'always', effect: unavailable });
    expect([(await increment()).status, (await increment()).status]).toEqual([503, 503]);
    server.faults.clear();
    expect((await increment()).status).toBe(200);
  });

  it('refuses a plan that makes no sense', () => {
    const plan: FaultPlan = { effect: { kind: 'truncate' } };
    expect(() => server.faults.schedule(plan)).toThrow('set \\"when\\" to \\"after\\"');
  });
});

describe('what a fault does', () => {
  it.each(['before', 'after'] as const)('answers with an error %s applying', async (when) => {
    server.faults.schedule({ when, effect: { kind: 'answer', status: 500, body: { broken: true } } });
    const answer = await increment();
    expect([answer.status, answer.text]).toEqual([500, '{"broken":true}']);
    expect(await applied()).toBe(when === 'after' ? 1 : 0);
  });

  it.each(['before', 'after'] as const)('never answers, hanging %s applying', async (when) => {
    server.faults.schedule({ method: 'POST', when, effect: { kind: 'hang' } });
    await expect(increment(500)).rejects.toThrow('timeout');
    expect(await applied()).toBe(when === 'after' ? 1 : 0);
  });

  it.each(['before', 'after'] as const)('cuts the connection %s applying', async (when) => {
    server.faults.schedule({ when, effect: { kind: 'cut' } });
    await expect(increment()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(await applied()).toBe(when === 'after' ? 1 : 0);
  });

  it.each(['before', 'after'] as const)('is slow %s applying, and right', async (when) => {
    server.faults.schedule({ when, effect: { kind: 'delay', milliseconds: 120 } });
    const start = performance.now();
    expect((await increment()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(110);
    expect(await applied()).toBe(1);
  });

  it('limits the rate', async () => {
    server.faults.schedule({ effect: { kind: 'answer', status: 429, headers: { 'retry-after': '7' } } });
    const answer = await increment();
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
  });

  it('redirects', async () => {
    const location = 'http://169.254.169.254/latest';
    server.faults.schedule({ effect: { kind: 'answer', status: 307, headers: { location } } });
    const answer = await increment();
    expect([answer.status, answer.headers.location]).toEqual([307, location]);
  });

  it('answers something that is no JSON', async () => {
    server.faults.schedule({ when: 'after', effect: { kind: 'answer', status: 200, body: '<html>' } });
    expect((await increment()).text).toBe('<html>');
  });

  it('lies in single members', async () => {
    server.faults.schedule({ when: 'after', effect: { kind: 'patch', merge: { value: 99, name: null } } });
    expect(JSON.parse((await increment()).text)).toEqual({ value: 99 });
    expect(await applied()).toBe(1);
  });

  it('cuts in the middle of the body', async () => {
    server.faults.schedule({ when: 'after', effect: { kind: 'truncate' } });
    await expect(increment()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(await applied()).toBe(1);
  });

  it('refuses connections until it accepts again, on the same port', async () => {
    await server.refuse();
    await expect(increment()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.accept();
    expect((await increment()).status).toBe(200);
  });

  it('has refused only when its clients have closed the connections they kept', async () => {
    const client = connect({ port: Number(new URL(base).port), host: '127.0.0.1', allowHalfOpen: true });
    client.write('GET /counters/a HTTP/1.1\r\nHost: fake\r\n\r\n');
    await once(client, 'data');
    let hasRefused = false;
    const refusing = server.refuse().then(() => (hasRefused = true));
    await once(client, 'end');
    expect(hasRefused).toBe(false);
    client.end();
    await refusing;
  });
});
