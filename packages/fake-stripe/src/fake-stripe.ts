import {
  createFakeServer,
  createMemoryState,
  openDurableState,
  type FakeClock,
  type FakeServer,
} from '@acp-hub/fake-kit';
import { openBooks, viewOfBooks, type BooksView } from './books/books';
import { createDeliverer } from './events/deliver';
import { registerBooksRoute } from './http/admin-routes';
import { createKeptFailures, type KeptFailure } from './http/kept-failures';
import { registerHttpShape } from './http/shape';
import { registerHelperRoutes } from './http/helper-routes';
import { registerReadRoutes } from './http/read-routes';
import { registerPaymentRoutes, writeRoutes } from './http/write-routes';

export interface FakeStripeOptions {
  /** Where the books are kept; without it they end with the process. */
  readonly dataDir?: string;
  readonly clock?: FakeClock;
  /** Requests kept in the journal; a benchmark keeps 0. */
  readonly journalLimit?: number;
  /** How long an intent cannot be found by search; a minute, as Stripe warns of. */
  readonly searchLagSeconds?: number;
}

export interface FakeStripe extends FakeServer {
  /** The back door: what the books hold of every account, oldest first. Also at `GET /admin/books`. */
  books(): BooksView;
  /** Lets one write end in a 500 that its key keeps; see `POST /admin/kept-failures`. */
  failAndKeep(failure: KeptFailure): void;
  /** Resolves when every webhook was delivered or given up. */
  delivered(): Promise<void>;
}

/** Stripe's API as far as payments by shared payment token need it. Call `listen`, and `close` when done. */
export async function createFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  const { dataDir, searchLagSeconds = 60, ...kit } = options;
  const state = dataDir === undefined ? createMemoryState() : await openDurableState(dataDir);
  const server = createFakeServer({ ...kit, state });
  const records = openBooks(server);
  const books = () => viewOfBooks(records);
  const deliverer = createDeliverer(records);
  const failures = createKeptFailures();
  registerHttpShape(server.app);
  const route = writeRoutes(server, records, failures);
  registerPaymentRoutes(route, records);
  registerHelperRoutes(route, records);
  registerReadRoutes(server, records, searchLagSeconds);
  registerBooksRoute(server.app, books);
  failures.registerRoute(server.app);
  server.app.addHook('onResponse', async () => deliverer.deliverNew());
  return {
    ...server,
    books,
    failAndKeep: (failure) => failures.schedule(failure),
    delivered: () => deliverer.settled(),
    async close() {
      deliverer.stop();
      await deliverer.settled();
      await server.close();
    },
  };
}
