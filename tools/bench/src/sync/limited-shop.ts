import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { writeProduct } from '../feeds/made-up-product';
import { wireProduct } from './wire-product';

const A_PAGE = 100;

export interface LimitedShop {
  readonly url: string;
  readonly pages: number;
  /** How many pages were answered. */
  answered(): number;
  stop(): void;
}

/**
 * A store of the contract with a catalogue that is ready to be sent, and that answers so many pages a second at most:
 * one that is asked for sooner waits for its turn, as behind the leaky bucket of a platform.
 */
export async function startLimitedShop(products: number, pagesPerSecond: number): Promise<LimitedShop> {
  const pages = bodiesOf(products);
  const gapMs = 1_000 / pagesPerSecond;
  let nextAt = 0;
  let answered = 0;
  const server = createServer((request, answer) => {
    const cursor = new URL(request.url ?? '/', 'http://shop.example').searchParams.get('cursor');
    const body = pages[Number(cursor ?? 0)];
    const turn = Math.max(performance.now(), nextAt);
    nextAt = turn + gapMs;
    void pause(turn - performance.now()).then(() => {
      answered += 1;
      answer.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pages: pages.length,
    answered: () => answered,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Made before anything is measured. */
function bodiesOf(products: number): readonly Buffer[] {
  const count = Math.ceil(products / A_PAGE);
  return Array.from({ length: count }, (_, page) => {
    const first = page * A_PAGE;
    const size = Math.min(A_PAGE, products - first);
    const items = Array.from({ length: size }, (_, at) => wireProduct(writeProduct(first + at)));
    const next = page + 1 < count ? { next_cursor: String(page + 1) } : {};
    return Buffer.from(JSON.stringify({ items, deleted_ids: [], ...next }));
  });
}
