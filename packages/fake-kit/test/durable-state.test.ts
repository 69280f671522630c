import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDurableState, type FakeState } from '../src';
import { createWriteQueue, type Change } from '../src/write-queue';
import { call, createCounter } from './support/counter';

describe('durable state', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fake-kit-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is there again after a restart, collection by collection', async () => {
    const first = await openDurableState(directory);
    first.collection<number>('counters').set('a', 1);
    first.collection<number>('counters').set('b', 2);
    first.collection<{ name: string }>('names').set('a', { name: 'Ada' });
    first.collection<number>('counters').delete('b');
    await first.close();
    const second = await openDurableState(directory);
    expect([...second.collection('counters').values()]).toEqual([1]);
    expect(second.collection('names').get('a')).toEqual({ name: 'Ada' });
    await second.close();
  });

  it('belongs to one process at a time', async () => {
    const holder = await openDurableState(directory);
    await expect(openDurableState(directory)).rejects.toThrow();
    await holder.close();
  });
});

it('answers only when what it tells is on disk', async () => {
  let reachDisk = () => {};
  const written = new Promise<void>((resolve) => (reachDisk = resolve));
  const values = new Map<string, never>();
  const state: FakeState = {
    collection: () => values,
    flushed: () => written,
    close: () => Promise.resolve(),
  };
  const server = createCounter({ state });
  const base = await server.listen();
  await expect(call(`${base}/counters/a`, 'POST', undefined, 500)).rejects.toThrow('timeout');
  reachDisk();
  expect((await call(`${base}/counters/a`, 'POST')).status).toBe(200);
  await server.close();
});

describe('write queue', () => {
  const put = (value: number): Change => ({ type: 'put', key: 'k', value });

  it('writes in order, one batch at a time, and shares a batch among those who wait', async () => {
    const batches: unknown[] = [];
    let running = 0;
    const queue = createWriteQueue(async (changes) => {
      running += 1;
      expect(running).toBe(1);
      batches.push(changes.map((change) => (change.type === 'put' ? change.value : undefined)));
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
    });
    queue.add(put(1));
    await Promise.resolve();
    queue.add(put(2));
    queue.add(put(3));
    await queue.flushed();
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('stays failed, so that nothing is acknowledged after a lost write', async () => {
    const queue = createWriteQueue(() => Promise.reject(new Error('disk full')));
    queue.add(put(1));
    await expect(queue.flushed()).rejects.toThrow('disk full');
    queue.add(put(2));
    await expect(queue.flushed()).rejects.toThrow('disk full');
  });
});
