import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { connectOrStart, type Server } from './connect';
import { leave, signalStop } from './presence';

const RETRY_MS = 1_000;

export type Logger = { info(message: string): void; warn(message: string): void };

/**
 * Keeps the server running from now on: a connection held for the purpose tells when it dies, and it is
 * started again. `onConnect` runs first on every such connection. Resolves to what ends the watch.
 */
export async function keepRunning(
  server: Server,
  logger: Logger,
  onConnect: (client: Client) => Promise<void>,
): Promise<() => Promise<void>> {
  let stopping = false;
  let current: Client | undefined;

  async function connect(): Promise<void> {
    const { client, adopted } = await connectOrStart(server);
    await onConnect(client);
    current = client;
    client.on('error', (error: Error) => {
      if (stopping || current !== client) return;
      current = undefined;
      void reconnect(error);
    });
    logger.info(`${adopted ? 'Joined the' : 'Started an'} embedded PostgreSQL in ${server.directory}`);
  }

  async function reconnect(cause: Error): Promise<void> {
    logger.warn(`Lost the embedded PostgreSQL (${cause.message}): starting it again`);
    while (!stopping && !current) {
      await connect().catch(async (error: Error) => {
        logger.warn(`${error.message}\nTrying again`);
        await sleep(RETRY_MS);
      });
    }
  }

  await connect();
  const atExit = () => signalStop(server.directory);
  process.once('exit', atExit);
  return async () => {
    stopping = true;
    process.off('exit', atExit);
    await (current ? leave(current, server.directory) : signalStop(server.directory));
  };
}
