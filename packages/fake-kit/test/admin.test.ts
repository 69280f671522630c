import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeServer } from '../src';
import { call, createCounter } from './support/counter';

let server: FakeServer;
let base: string;
const read = async (path: string) => JSON.parse((await call(`${base}${path}`)).text);

beforeEach(async () => {
  server = createCounter();
  base = await server.listen();
});
afterEach(() => server.close());

describe('journal', () => {
  it('keeps what arrived and what was answered, by the back door and over HTTP', async () => {
    server.clock.set(new Date('2026-04-17T00:00:00Z'));
    await call(`${base}/counters/a?x=1`, 'POST', { note: 'hello' });
    await call(`${base}/nowhere`);
    const entries = [
      {
        sequence: 1,
        at: '2026-04-17T00:00:00.000Z',
        method: 'POST',
        path: '/counters/a',
        query: { x: '1' },
        body: { note: 'hello' },
        status: 200,
      },
      { sequence: 2, method: 'GET', path: '/nowhere', status: 404 },
    ];
    expect(server.journal.entries()).toMatchObject(entries);
    expect((await read('/admin/journal')).entries).toMatchObject(entries);
  });

  it('marks what a fault struck, and leaves the status out where nothing was answered', async () => {
    server.faults.schedule({ effect: { kind: 'cut' } });
    await call(`${base}/counters/a`, 'POST').catch(() => undefined);
    const [entry] = server.journal.entries();
    expect(entry).toMatchObject({ fault: { when: 'before', effect: { kind: 'cut' } } });
    expect(entry).not.toHaveProperty('status');
  });

  it('forgets the oldest above its limit, and all when cleared', async () => {
    const small = createCounter({ journalLimit: 2 });
    const url = await small.listen();
    for (const name of ['a', 'b', 'c']) await call(`${url}/counters/${name}`);
    expect(small.journal.entries().map(({ path }) => path)).toEqual(['/counters/b', '/counters/c']);
    expect((await call(`${url}/admin/journal`, 'DELETE')).status).toBe(204);
    expect(small.journal.entries()).toEqual([]);
    await small.close();
  });
});

describe('over HTTP', () => {
  it('schedules and clears faults, which never strike the admin routes', async () => {
    const plan = { times: 'always', effect: { kind: 'answer', status: 500 } };
    expect((await call(`${base}/admin/faults`, 'POST', plan)).status).toBe(201);
    expect((await call(`${base}/counters/a`)).status).toBe(500);
    expect((await read('/admin/faults')).pending).toMatchObject([plan]);
    expect((await call(`${base}/admin/faults`, 'DELETE')).status).toBe(204);
    expect((await call(`${base}/counters/a`)).status).toBe(200);
  });

  it('says what is wrong with a plan', async () => {
    const answer = await call(`${base}/admin/faults`, 'POST', { effect: { kind: 'explode' } });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('effect.kind');
  });

  it('sets, advances and releases the clock', async () => {
    const put = async (body: object) => JSON.parse((await call(`${base}/admin/clock`, 'PUT', body)).text).now;
    expect(await put({ set: '2030-01-01T00:00:00Z' })).toBe('2030-01-01T00:00:00.000Z');
    expect(await put({ advance_milliseconds: 1_500 })).toBe('2030-01-01T00:00:01.500Z');
    expect(server.clock.now().toISOString()).toBe('2030-01-01T00:00:01.500Z');
    expect(Math.abs(Date.parse(await put({ set: null })) - Date.now())).toBeLessThan(5_000);
    expect((await call(`${base}/admin/clock`, 'PUT', { set: 'tomorrow' })).status).toBe(400);
  });

  it('refuses connections for a while', async () => {
    expect((await call(`${base}/admin/refuse`, 'POST', { milliseconds: 1_000 })).status).toBe(202);
    await sleep(100);
    await expect(call(`${base}/counters/a`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await sleep(1_500);
    expect((await call(`${base}/counters/a`)).status).toBe(200);
  });
});
