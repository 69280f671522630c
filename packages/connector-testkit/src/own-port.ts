import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems pick ports by themselves. */
const FIRST = 20_000;
const COUNT = 12_000;

let next = Math.floor(Math.random() * COUNT);

/**
 * A free port that nobody is handed by chance while its server refuses connections: with port 0, another
 * shop of the same run can come to listen there and answer in its place.
 */
export async function ownPort(): Promise<number> {
  for (;;) {
    next = (next + 1) % COUNT;
    const port = FIRST + next;
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch {
      continue;
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
