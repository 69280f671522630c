import {
  createFakeServer,
  createMemoryState,
  openDurableState,
  type FakeClock,
  type FakeServer,
} from '@acp-hub/fake-kit';
import { openBooks } from './books/books';
import type {
  BalanceTransaction,
  Charge,
  Dispute,
  GrantedToken,
  PaymentIntent,
  Refund,
} from './books/records';
import { createDeliverer } from './events/deliver';
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
  /** The back door: what the books hold of every account, oldest first. */
  books(): {
    readonly intents: readonly PaymentIntent[];
    readonly charges: readonly Charge[];
    readonly refunds: readonly Refund[];
    readonly disputes: readonly Dispute[];
    readonly balance: readonly BalanceTransaction[];
    readonly tokens: readonly GrantedToken[];
  };
  /** Resolves when every webhook was delivered or given up. */
  delivered(): Promise<void>;
}

/** Stripe's API as far as payments by shared payment token need it. Call `listen`, and `close` when done. */
export async function createFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  const { dataDir, searchLagSeconds = 60, ...kit } = options;
  const state = dataDir === undefined ? createMemoryState() : await openDurableState(dataDir);
  const server = createFakeServer({ ...kit, state });
  const books = openBooks(server);
  const deliverer = createDeliverer(books);
  registerHttpShape(server.app);
  const route = writeRoutes(server, books);
  registerPaymentRoutes(route, books);
  registerHelperRoutes(route, books);
  registerReadRoutes(server, books, searchLagSeconds);
  server.app.addHook('onResponse', async () => deliverer.deliverNew());
  return {
    ...server,
    books: () => ({
      intents: [...books.intents.values()],
      charges: [...books.charges.values()],
      refunds: [...books.refunds.values()],
      disputes: [...books.disputes.values()],
      balance: [...books.balance.values()],
      tokens: [...books.tokens.values()],
    }),
    delivered: () => deliverer.settled(),
    async close() {
      deliverer.stop();
      await deliverer.settled();
      await server.close();
    },
  };
}
