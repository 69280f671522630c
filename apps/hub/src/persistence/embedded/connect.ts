import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { type Ending, runPostmaster } from './postmaster';
import { announce } from './presence';
import { socketUrl, SUPERUSER } from './socket';

/** Recovery after a crash replays what was written since the last checkpoint: seconds, rarely more. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;

/** SQL states of a server that is starting or stopping. */
const NOT_NOW = ['57P01', '57P03'];

export type Server = {
  readonly binaries: string;
  readonly directory: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** A superuser's connection that marks the server as in use, or why there is none yet. */
async function tryConnect(directory: string): Promise<Client | 'absent' | 'busy'> {
  const client = new Client({
    connectionString: socketUrl(directory, SUPERUSER, 'postgres'),
    connectionTimeoutMillis: 5_000,
    application_name: 'acp-hub launcher',
  });
  client.on('error', () => undefined); // of a connection that is being made, `connect` rejects with it too
  try {
    await client.connect();
    await announce(client);
    return client;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
    if (error instanceof DatabaseError && !NOT_NOW.includes(code ?? '')) throw error;
    return 'busy';
  }
}

/**
 * Connects to the server of this data directory, which it starts when there is none. `adopted` says that it
 * was already running. Rejects with PostgreSQL's own words when the server cannot start.
 */
export async function connectOrStart(server: Server): Promise<{ client: Client; adopted: boolean }> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let ending: Ending | undefined;
  let started = false;
  while (Date.now() < deadline) {
    const attempt = await tryConnect(server.directory);
    if (typeof attempt === 'object') return { client: attempt, adopted: !started };
    if (ending?.kind === 'failed') {
      throw new Error(`The embedded PostgreSQL in ${server.directory} did not start:\n${ending.reason}`);
    }
    if (attempt === 'absent' && (!started || ending)) {
      ending = undefined;
      started = true;
      void runPostmaster(server.binaries, server.directory, server.settings).then((how) => {
        ending = how;
        started = false;
      });
    }
    await sleep(POLL_MS);
  }
  throw new Error(
    `The embedded PostgreSQL in ${server.directory} did not answer within ${START_TIMEOUT_MS / 1000} s; ` +
      'its server.log says more.',
  );
}
