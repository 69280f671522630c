import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import type { FakeServer, FaultPlan } from '@acp-hub/fake-kit';
import type { Connector } from '@acp-hub/connector';
import { ownPort, type BackDoor, type Fault, type Harness, type RunningShop } from '../../src';
import type { Setup, Tenant, Write } from '../../src';
import { factsOf } from './facts';
import { createMerchantBooks, type MerchantBooks } from './merchant-books';
import { createReferenceConnector, type ReferenceConfig } from './reference-connector';
import { neighbourOf, seeds } from './seed';
import { createShopServer } from './shop-server';

const pathOf: Record<Write, string> = {
  place: '/orders',
  confirm: '/orders/*/payment',
  cancel: '/orders/*/cancel',
  refund: '/orders/*/refunds',
};

function planOf(fault: Exclude<Fault, { kind: 'refuse' }>): FaultPlan {
  switch (fault.kind) {
    case 'silence':
      return { times: 'always', effect: { kind: 'hang' } };
    case 'server_error':
      return { times: 'always', effect: { kind: 'answer', status: 503, body: { code: 'down' } } };
    case 'rate_limit': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      return { times: 'always', effect: { kind: 'answer', status: 429, headers } };
    }
    case 'cut':
      return { times: 'always', effect: { kind: 'cut' } };
    case 'redirect':
      return {
        times: 'always',
        effect: { kind: 'answer', status: 302, headers: { location: fault.location } },
      };
    case 'web_page':
      return { times: 'always', effect: { kind: 'answer', status: 200, body: '<!doctype html><h1>Hi</h1>' } };
    case 'silence_after_applying':
      return {
        times: 'always',
        when: 'after',
        method: 'POST',
        path: pathOf[fault.write],
        effect: { kind: 'hang' },
      };
  }
}

function backDoorOf(books: MerchantBooks, server: FakeServer): BackDoor {
  let refusing = false;
  return {
    readOrders: async () => books.booked(),
    changePrice: async (item, price) => void (books.item(item).price = price),
    changeStock: async (item, available) => void (books.item(item).stock = available),
    editProduct: async (productId) => books.edit(productId),
    deleteProduct: async (productId) => books.remove(productId),
    makeUnsellable: async (productId) => books.putOnRequest(productId),
    shipOrder: async (id, parcel) => books.ship(books.orders.get(id)!, parcel),
    refundInBackOffice: async (id, amount) => void books.refund(books.orders.get(id)!, amount),
    webhooksAbout: async (id) => books.webhooksAbout(id),
    async strike(fault) {
      if (fault.kind !== 'refuse') return server.faults.schedule(planOf(fault));
      refusing = true;
      await server.refuse();
    },
    async heal() {
      server.faults.clear();
      if (refusing) await server.accept();
      refusing = false;
    },
  };
}

interface ShopOptions {
  readonly announcesAtOnce: boolean;
  readonly deadlineMs: number;
}

function setupOf(
  name: keyof typeof seeds,
  { announcesAtOnce, deadlineMs }: ShopOptions,
): Setup<ReferenceConfig> {
  return {
    facts: factsOf(name),
    async start(): Promise<RunningShop<ReferenceConfig>> {
      let number = 1000;
      const nextOrderNumber = () => (number += 1);
      const merchants = [seeds[name], neighbourOf(seeds[name])].map((seed, index) => {
        const token = `token-of-merchant-${index + 1}`;
        const secret = `webhook-secret-of-merchant-${index + 1}`;
        return {
          token,
          secret,
          books: createMerchantBooks(seed, { secret, announcesAtOnce, nextOrderNumber }),
        };
      });
      const server = createShopServer(new Map(merchants.map(({ token, books }) => [token, books])));
      const url = await server.listen(await ownPort());
      const transport = createTransport({
        allowPrivateAddresses: true,
        allowPlainHttp: true,
        deadlineMs,
      });
      const tenants = merchants.map(({ token, secret, books }): Tenant<ReferenceConfig> => {
        const config = { base_url: url, token, webhook_secret: secret, currency: books.seed.currency };
        return {
          config,
          wrongConfig: { ...config, token: 'token-of-nobody' },
          secrets: [token, secret],
          context: createInProcessContext({ transport }),
          backDoor: backDoorOf(books, server),
        };
      });
      return {
        first: tenants[0]!,
        second: tenants[1]!,
        async stop() {
          await server.close();
          await transport.close();
        },
      };
    },
  };
}

/**
 * @param connector the reference connector, or a mutant of it.
 * @param deadlineMs how long a silent shop is waited for; longer where many shops keep the machine busy.
 */
export function referenceHarness(
  connector: Connector<ReferenceConfig> = createReferenceConnector(),
  deadlineMs = 500,
): Harness<ReferenceConfig> {
  const options = { announcesAtOnce: connector.capabilities.placement === 'final', deadlineMs };
  return {
    connector,
    setups: {
      usdNet: setupOf('usdNet', options),
      eurGross: setupOf('eurGross', options),
      jpy: setupOf('jpy', options),
      kwd: setupOf('kwd', options),
    },
  };
}
