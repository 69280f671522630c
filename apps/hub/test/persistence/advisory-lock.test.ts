import { setTimeout as sleep } from 'node:timers/promises';
import { AdvisoryLocks } from '../../src/persistence/advisory-lock';
import { migratedDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());

const opened: AdvisoryLocks[] = [];
const openLocks = (): AdvisoryLocks => {
  const locks = new AdvisoryLocks(database.url);
  opened.push(locks);
  return locks;
};
afterEach(async () => {
  for (const locks of opened.splice(0)) await locks.close();
});

/** Work that notices when another piece of it runs at the same time. */
function workshop() {
  let inside = 0;
  let most = 0;
  let done = 0;
  return {
    async work() {
      most = Math.max(most, (inside += 1));
      await sleep(2);
      inside -= 1;
      done += 1;
    },
    seen: () => ({ most, done }),
  };
}

test('under one key there is one at a time, in a process and across replicas', async () => {
  const [one, other] = [openLocks(), openLocks()];
  const { work, seen } = workshop();
  const everybody = Array.from({ length: 10 }, () => [one.run('cart/1', work), other.run('cart/1', work)]);
  await Promise.all(everybody.flat());
  expect(seen()).toEqual({ most: 1, done: 20 });
});

test('fifty hold a lock each and take another under it, and none waits for the others', async () => {
  const locks = openLocks();
  let holding = 0;
  let tellAll: () => void = () => undefined;
  const allHold = new Promise<void>((resolve) => (tellAll = resolve));
  const placed = await Promise.all(
    Array.from({ length: 50 }, (_each, index) =>
      locks.run(`placing/${index}`, async () => {
        if ((holding += 1) === 50) tellAll();
        await allHold;
        return locks.run(`cart/${index}`, async () => index);
      }),
    ),
  );
  expect(placed).toHaveLength(50);
});

test('what is thrown under a lock reaches the caller, and the lock is free again', async () => {
  const [one, other] = [openLocks(), openLocks()];
  const failing = one.run('order/1', () => Promise.reject(new Error('the shop is closed')));
  await expect(failing).rejects.toThrow('the shop is closed');
  await expect(other.run('order/1', async () => 'next')).resolves.toBe('next');
});

const breakWhatHoldsLocks = () =>
  database.backDoor.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );

test('a connection that breaks gives its locks back, and is replaced', async () => {
  const [one, other] = [openLocks(), openLocks()];
  const next = await one.run('order/2', async () => {
    await breakWhatHoldsLocks();
    return other.run('order/2', async () => 'taken');
  });
  expect(next).toBe('taken');
  await expect(one.run('order/2', async () => 'again')).resolves.toBe('again');
});

test('a connection that broke while nobody asked is replaced before the next lock is asked for', async () => {
  const locks = openLocks();
  const holding = await locks.run('order/3', async () => {
    await breakWhatHoldsLocks();
    // Long enough to hear of it: nothing was asked meanwhile.
    await sleep(200);
    return locks.run('order/4', async () => 'taken');
  });
  expect(holding).toBe('taken');
});

test('who lost its locks with the connection still keeps its own process from the same key', async () => {
  const locks = openLocks();
  const { work, seen } = workshop();
  await Promise.all([
    locks.run('order/5', async () => {
      await breakWhatHoldsLocks();
      await sleep(100);
      await work();
    }),
    locks.run('order/5', work),
    locks.run('order/5', work),
  ]);
  expect(seen()).toEqual({ most: 1, done: 3 });
});

test('whoever waits for a lock when the hub stops is turned away, and whoever has one ends', async () => {
  const [holder, stopping] = [openLocks(), openLocks()];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let tellHeld: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (tellHeld = resolve));
  const working = holder.run('cart/2', () => {
    tellHeld();
    return released;
  });
  await held;
  const waiting = stopping.run('cart/2', async () => 'never');
  const turnedAway = expect(waiting).rejects.toThrow('takes no more locks');
  const closed = stopping.close();
  await turnedAway;
  await closed;
  release();
  await working;
});
