import { generate } from 'selfsigned';
import {
  createFakeServer,
  createMemoryState,
  openDurableState,
  type FakeClock,
  type FakeServer,
} from '@acp-hub/fake-kit';
import { registerBackDoor } from './back-door';
import { openBooks, type Books } from './books/books';
import { companionRoutes } from './companion/routes';
import { registerConsent } from './consent/routes';
import { fulfilmentRoutes } from './fulfilments/routes';
import { registerHttp } from './http';
import type { Json, RestRequest } from './rest/rest';
import { createRestServer, type RestServer, type Route } from './rest/routes';
import { shopSchema, type ShopDefinition } from './shop/definition';
import { storeBatchRoute } from './store/batch-route';
import { cartRoutes } from './store/cart-routes';
import { checkoutRoutes } from './store/checkout';
import { storeOrderRoutes } from './store/order-route';
import { storeProductRoutes } from './store/products';
import { cancelUnpaidOrders, scheduleCancelling } from './schedule/cancel-unpaid-orders';
import { trackingRoutes } from './tracking/routes';
import { v3Routes } from './v3/routes';
import { createWebhookQueue, type WebhookQueue } from './webhooks/queue';

export interface FakeWooCommerceOptions {
  readonly shop: ShopDefinition;
  /** Where the books are kept; without it they end with the process. */
  readonly dataDir?: string;
  readonly clock?: FakeClock;
  readonly journalLimit?: number;
  /** Runs what is due that often; without it only on demand. */
  readonly queueEveryMs?: number;
}

export interface FakeWooCommerce extends FakeServer {
  readonly books: Books;
  /** HTTPS with the certificate below. @returns the base URL. */
  listenSecurely(port?: number, host?: string): Promise<string>;
  /** Self-signed, PEM; made when the fake was. */
  readonly certificate: string;
  /** All that Action Scheduler has due: cancels unpaid orders, delivers webhooks. @returns how many deliveries. */
  runQueue(): Promise<number>;
}

/** A WooCommerce shop over HTTP and HTTPS. Call `listen` or `listenSecurely`, and `close` when done. */
export async function createFakeWooCommerce(options: FakeWooCommerceOptions): Promise<FakeWooCommerce> {
  const { shop, dataDir, queueEveryMs, ...kit } = options;
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const state = dataDir === undefined ? createMemoryState() : await openDurableState(dataDir);
  const server = createFakeServer({ ...kit, state, tls: { key: pair.private, cert: pair.cert } });
  const books = openBooks(state, shopSchema.parse(shop), server.clock);
  let site = 'http://127.0.0.1';
  const queue: WebhookQueue = createWebhookQueue(
    books,
    () => site,
    (topic, id) => payload(rest, books, site, topic, id),
  );
  const rest = restOf(books, queue);
  registerConsent(server.app, books);
  registerHttp(server, books, rest);
  scheduleCancelling(books);
  const runDue = (): Promise<number> => {
    cancelUnpaidOrders(books);
    return queue.run();
  };
  registerBackDoor(server.app, books, runDue);
  const timer =
    queueEveryMs === undefined ? undefined : setInterval(() => void runDue(), queueEveryMs).unref();
  return {
    ...server,
    books,
    certificate: pair.cert,
    runQueue: runDue,
    listen: async (port, host) => (site = await server.listen(port, host)),
    async close() {
      clearInterval(timer);
      await server.close();
    },
  };
}

function restOf(books: Books, queue: WebhookQueue): RestServer {
  const routes: Route[] = [
    storeBatchRoute(books, (request) => rest.dispatch(request)),
    ...cartRoutes(books),
    ...checkoutRoutes(books),
    ...storeProductRoutes(books),
    ...storeOrderRoutes(books),
    ...companionRoutes(books),
    ...trackingRoutes(books),
    ...fulfilmentRoutes(books),
    ...v3Routes(books, (webhook) => queue.ping(webhook)),
  ];
  const rest = createRestServer(routes);
  return rest;
}

/** What the REST API says of it now, an error too; of what was deleted only the number. */
async function payload(
  rest: RestServer,
  books: Books,
  site: string,
  topic: string,
  id: number,
): Promise<Json> {
  const [resource, event] = topic.split('.');
  if (event === 'deleted') return { id };
  const { protocol, host } = new URL(site);
  const request: RestRequest = {
    scheme: protocol === 'https:' ? 'https' : 'http',
    host,
    method: 'GET',
    path: `/wc/v3/${resource}s/${id}`,
    query: {},
    rawQuery: [],
    headers: {},
    body: undefined,
    ip: '127.0.0.1',
    caller: { kind: 'user', permissions: 'read' },
  };
  return (await rest.dispatch(request)).body ?? null;
}
