import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker, type WorkerOptions } from 'bullmq';
import { openQueues, type Queues } from '../../src/jobs/open-queues';
import { QUEUE } from '../../src/jobs/queue-names';
import { migratedDatabase } from '../support/database';

jest.setTimeout(30_000);

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let queues: Queues;
/** Both answer by a promise or, where they are given one, by a callback. */
let pool: { connect(done?: (error: Error) => void): unknown; query(...parameters: unknown[]): unknown };

beforeEach(async () => {
  database = await migratedDatabase();
  queues = await openQueues({ databaseUrl: database.appUrl, ownerUrl: database.url });
  pool = queues.connection as unknown as typeof pool;
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  for (const worker of workers.splice(0)) await worker.close(true);
  await queues.close();
  await database.close();
});

/** Closed though a test fails: one that is left running keeps the process from ending. */
const workers: Worker[] = [];

const broken = () => new Error('Connection terminated unexpectedly');

function startWorker(options: Pick<WorkerOptions, 'lockDuration' | 'stalledInterval'> = {}) {
  const worker = new Worker(QUEUE.maintenance, async (job) => job.name, {
    ...options,
    connection: queues.connection,
  });
  workers.push(worker);
  worker.on('error', () => undefined);
  const completed = new Promise<string>((resolve) => worker.on('completed', (job) => resolve(job.name)));
  return { worker, completed };
}

test('a worker that was just starting when PostgreSQL broke off takes jobs all the same', async () => {
  const queue = new Queue(QUEUE.maintenance, { connection: queues.connection });
  await queue.add('waited', {});
  jest.spyOn(pool, 'connect').mockImplementationOnce((done?: (error: Error) => void): unknown => {
    done?.(broken());
    return done === undefined ? Promise.reject(broken()) : undefined;
  });
  const { worker, completed } = startWorker();
  await expect(completed).resolves.toBe('waited');
  await worker.close();
  await queue.close();
});

test('a queue that is broken is asked twice a second, and the rest of the process goes on', async () => {
  const asked = jest.spyOn(pool, 'query').mockImplementation((): unknown => Promise.reject(broken()));
  const { worker, completed } = startWorker();
  await pause(1_200);
  expect(asked.mock.calls.length).toBeLessThan(10);
  asked.mockRestore();
  const queue = new Queue(QUEUE.maintenance, { connection: queues.connection });
  await queue.add('after', {});
  await expect(completed).resolves.toBe('after');
  await worker.close();
  await queue.close();
});

test('the steps of a job are not written down, because nobody reads them', async () => {
  const queue = new Queue(QUEUE.maintenance, { connection: queues.connection });
  await queue.addBulk([{ name: 'one', data: {} }]);
  await queue.add('another', {});
  const { worker, completed } = startWorker();
  await completed;
  await worker.close();
  await queue.close();
  await expect(database.backDoor.query('SELECT FROM bullmq.event')).resolves.toMatchObject({ rowCount: 0 });
});

test('a job whose process died while its clock was hours ahead is taken over as any other', async () => {
  const queue = new Queue(QUEUE.maintenance, { connection: queues.connection });
  await queue.add('left', {}, { jobId: 'left' });
  const ahead = Date.now() + 2 * 60 * 60 * 1_000;
  await database.backDoor.query(
    `UPDATE bullmq.job SET state = 'active', lock_token = 'dead', locked_until_ms = $1`,
    [ahead],
  );
  await database.backDoor.query(
    `INSERT INTO bullmq.meta (queue, field, value) VALUES ($1, 'stalled-check', $2)`,
    [QUEUE.maintenance, String(ahead)],
  );
  const { worker, completed } = startWorker({ lockDuration: 300, stalledInterval: 100 });
  await expect(completed).resolves.toBe('left');
  await worker.close();
  await queue.close();
});
