import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { addFaultHooks } from '../faults/fault-hooks';
import type { Faults } from '../faults/faults';
import { releaseHolds } from '../orders/release-holds';
import { streetPage } from '../pages/street-page';
import type { Shop } from '../shop';
import { serveAdminPages } from './admin-pages';
import { serveBasketPages } from './basket-pages';
import { serveCatalogue } from './catalogue-operations';
import { answerErrors } from './errors';
import { guardContract } from './guard';
import { serveOrders } from './order-operations';
import { sendPage, serveShopPages } from './shop-pages';

const LARGEST_BODY = 256 * 1024;

interface AppOptions {
  readonly shops: readonly Shop[];
  readonly faults: Faults | undefined;
  /** Told of every bug a request brought to light. */
  readonly reportError: (error: unknown) => void;
}

/** All shops behind one server, each at its own base path. */
export async function buildApp({ shops, faults, reportError }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  answerErrors(app, reportError);
  app.get('/', async (_request, reply) => sendPage(reply, streetPage(shops.map(({ merchant }) => merchant))));
  for (const shop of shops) {
    const prefix = `/${shop.merchant.slug}`;
    await app.register(
      async (contract) => {
        if (faults !== undefined) addFaultHooks(contract, faults, shop.merchant.slug);
        guardContract(contract, shop);
        contract.addHook('preHandler', () => releaseHolds(shop));
        serveCatalogue(contract, shop);
        serveOrders(contract, shop);
      },
      { prefix },
    );
    await app.register(
      async (pages) => {
        await pages.register(formbody);
        serveShopPages(pages, shop);
        serveAdminPages(pages, shop);
        serveBasketPages(pages, shop);
      },
      { prefix },
    );
  }
  return app;
}
