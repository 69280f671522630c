import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../free-ports';
import type { Disturbance, Prepared } from './disturbance';

const ROUNDS = { full: 6, quick: 2 };
const PAUSE_MS = 3_000;
const AWAY_MS = 1_000;

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** The queues live in a Redis that forgets everything, and that dies and comes back empty. */
export const redisForgets: Disturbance = {
  name: 'Redis restarted and flushed',
  ...(isInstalled ? {} : { obstacle: 'redis-server is not installed' }),
  async prepare(quick): Promise<Prepared> {
    const { redis: port } = await freePorts(['redis']);
    const folder = await mkdtemp(join(tmpdir(), 'acp-hub-chaos-redis-'));
    let server = await startRedis(port, folder);
    return {
      settings: { REDIS_URL: `redis://127.0.0.1:${port}` },
      async disturb() {
        const rounds = quick ? ROUNDS.quick : ROUNDS.full;
        for (let round = 0; round < rounds; round += 1) {
          await sleep(PAUSE_MS);
          await say(port, 'FLUSHALL');
          await sleep(PAUSE_MS);
          await end(server);
          await sleep(AWAY_MS);
          server = await startRedis(port, folder);
        }
        return `flushed ${rounds} times, killed and started empty ${rounds} times`;
      },
      async close() {
        await end(server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

async function startRedis(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  process.once('exit', () => server.kill());
  while ((await say(port, 'PING').catch(() => '')) !== '+PONG\r\n') await sleep(50);
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

/** One command, in the protocol's inline form. @returns what came back. */
async function say(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  } finally {
    socket.destroy();
  }
}
