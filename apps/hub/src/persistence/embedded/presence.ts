import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, type Client } from 'pg';
import { findServer } from './lock-file';

/** Advisory lock that every process holds in shared mode while it uses the server. */
const IN_USE = 20_260_417;

const STOP_TIMEOUT_MS = 30_000;

/** Marks the server as in use for as long as this connection lives. */
export async function announce(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
}

/**
 * Ends this use of the server, and the server too when nobody else uses it; resolves once it has gone.
 * PostgreSQL's fast shutdown: open transactions are rolled back, what was committed is on disk.
 */
export async function leave(client: Client, directory: string): Promise<void> {
  if (!(await isLastUser(client))) return client.end();

  signalStop(directory);
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (findServer(directory) !== undefined && Date.now() < deadline) await sleep(10);
}

/** One of those who leave at the same moment is the last, and stops the server under the others' queries. */
async function isLastUser(client: Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      IN_USE,
    ]);
    return rows[0]?.alone === true;
  } catch (error) {
    if (isStopping(error)) return false;
    throw error;
  }
}

/** `admin_shutdown`, or the connection is gone already. */
const isStopping = (error: unknown): boolean => !(error instanceof DatabaseError) || error.code === '57P01';

/** Asks the server to stop, without waiting. */
export function signalStop(directory: string): void {
  const pid = findServer(directory);
  if (pid !== undefined) process.kill(pid, 'SIGINT');
}
