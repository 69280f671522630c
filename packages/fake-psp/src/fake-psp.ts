import {
  createFakeServer,
  createMemoryState,
  openDurableState,
  type FakeClock,
  type FakeServer,
} from '@acp-hub/fake-kit';
import { openBooks } from './books/books';
import type { Payment } from './books/payment';
import { registerErrorShape } from './http/error-routes';
import { registerReadRoutes } from './http/read-routes';
import { registerTokenRoutes } from './http/token-routes';
import { registerWriteRoutes } from './http/write-routes';

export interface FakePspOptions {
  /** Where the books are kept; without it they end with the process. */
  readonly dataDir?: string;
  readonly clock?: FakeClock;
  /** Requests kept in the journal; a benchmark keeps 0. */
  readonly journalLimit?: number;
}

export interface FakePsp extends FakeServer {
  /** The back door: every payment of every merchant, as `GET /admin/books` shows it. */
  payments(): readonly Payment[];
}

/** A payment service with books of its own. Call `listen`, and `close` when done. */
export async function createFakePsp({ dataDir, ...options }: FakePspOptions = {}): Promise<FakePsp> {
  const state = dataDir === undefined ? createMemoryState() : await openDurableState(dataDir);
  const server = createFakeServer({ ...options, state });
  const books = openBooks(server);
  registerErrorShape(server.app);
  registerReadRoutes(server, books);
  registerTokenRoutes(server, books);
  registerWriteRoutes(server, books);
  return { ...server, payments: () => [...books.payments.values()] };
}
