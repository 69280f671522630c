import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../src/config/real-port';

export const redisIsInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of its own, without persistence. */
export async function startRedis() {
  const port = await freePort('127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'acp-hub-redis-'));
  const server = spawn(
    'redis-server',
    ['--port', `${port}`, '--save', '', '--appendonly', 'no', '--dir', folder],
    {
      stdio: 'ignore',
    },
  );
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: () => client.flushall(),
    cut: () => client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes'),
    async stop() {
      client.disconnect();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
