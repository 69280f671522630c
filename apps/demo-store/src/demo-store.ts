import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { backOfficeOf, type BackOffice } from './back-office';
import { openBooks } from './books/books';
import { stockShelf } from './catalogue/shelf';
import { systemClock, type Clock } from './clock';
import { startRelay } from './events/relay';
import type { Faults } from './faults/faults';
import { buildApp } from './http/app';
import type { Merchant } from './merchant';
import { merchants as ownMerchants } from './merchants';
import { forgetOldQuotes } from './quotes/make-quote';
import { releaseHolds } from './orders/release-holds';
import { newShop, type Shop } from './shop';
import { shopLinks } from './shop-links';

const TIDY_EVERY_MS = 10_000;

export interface MerchantAccess {
  /** Shared with the hub; signs its requests and our events. */
  readonly secret: string;
  /** The hub’s ingress for this store. */
  readonly eventsUrl?: string;
}

export interface DemoStoreOptions {
  /** Every merchant keeps a database in it. */
  readonly dataDirectory: string;
  /** The merchants there are; default `cascade`, `lindenhof` and `hoshino`. */
  readonly merchants?: readonly Merchant[];
  /** The merchants to open, by slug. */
  readonly access: Readonly<Record<string, MerchantAccess>>;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** How browsers reach the shops; default the address listened on. */
  readonly publicUrl?: string;
  /** How long an unpaid order is held; default 60. */
  readonly holdMinutes?: number;
  /** Default 30. */
  readonly quoteMinutes?: number;
  /** Products or orders on a page, where the caller does not say; default 20. */
  readonly pageSize?: number;
  /** Pause before an undelivered event is tried again, doubling from there; default 1000. */
  readonly eventRetryMs?: number;
  readonly clock?: Clock;
  /** Opens the door for faults; for tests alone. */
  readonly faults?: Faults;
  readonly reportError?: (error: unknown) => void;
}

export interface DemoStore {
  /** Starts serving. @returns the base URL; a merchant’s is `<base>/<slug>`. */
  listen(): Promise<string>;
  close(): Promise<void>;
  /** @throws for a merchant that is not open. */
  backOffice(slug: string): BackOffice;
  /** Sends a merchant’s events there from now on. */
  sendEventsTo(slug: string, url: string): void;
}

/** Opens the shops named in `access`; their books stay in the data directory. */
export async function createDemoStore(options: DemoStoreOptions): Promise<DemoStore> {
  const location = { base: options.publicUrl ?? 'http://127.0.0.1' };
  const merchants = options.merchants ?? ownMerchants;
  const shops: Shop[] = [];
  for (const [slug, { secret, eventsUrl }] of Object.entries(options.access)) {
    const merchant = merchants.find((candidate) => candidate.slug === slug);
    if (merchant === undefined)
      throw new RangeError(`No merchant "${slug}": use ${merchants.map((known) => known.slug).join(', ')}.`);
    const shop = newShop({
      merchant,
      secret,
      eventsUrl,
      books: await openBooks(join(options.dataDirectory, slug)),
      clock: options.clock ?? systemClock,
      links: shopLinks(slug, location),
      holdMinutes: options.holdMinutes ?? 60,
      quoteMinutes: options.quoteMinutes ?? 30,
      pageSize: options.pageSize ?? 20,
    });
    await stockShelf(shop);
    shops.push(shop);
  }
  const reportError = options.reportError ?? (() => undefined);
  const app = await buildApp({ shops, faults: options.faults, reportError });
  const relays = new Map(
    shops.map((shop) => [shop.merchant.slug, startRelay(shop, options.eventRetryMs ?? 1000)]),
  );
  const tidy = setInterval(() => {
    for (const shop of shops)
      void Promise.all([releaseHolds(shop), forgetOldQuotes(shop)]).catch(reportError);
  }, TIDY_EVERY_MS).unref();

  const open = (slug: string): Shop => {
    const shop = shops.find(({ merchant }) => merchant.slug === slug);
    if (shop === undefined) throw new RangeError(`No merchant "${slug}" is open here.`);
    return shop;
  };
  return {
    async listen() {
      const host = options.host ?? '127.0.0.1';
      await app.listen({ host, port: options.port ?? 0 });
      const { port } = app.server.address() as AddressInfo;
      location.base = options.publicUrl ?? `http://${host}:${port}`;
      return location.base;
    },
    async close() {
      clearInterval(tidy);
      await app.close();
      await Promise.all([...relays.values()].map((relay) => relay.stop()));
      await Promise.all(shops.map(({ books }) => books.close()));
    },
    backOffice: (slug) => backOfficeOf(open(slug)),
    sendEventsTo(slug, url) {
      open(slug).eventsUrl = url;
      relays.get(slug)?.wake();
    },
  };
}
