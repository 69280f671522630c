import { CONTRACT_VERSION, productQuery, quoteRequest, type StoreInfo } from '@acp-hub/store-contract';
import type { FastifyInstance } from 'fastify';
import { listProducts } from '../catalogue/list-products';
import { makeQuote, openQuote } from '../quotes/make-quote';
import { done } from '../result';
import type { Shop } from '../shop';
import { pathId, readBody, readQuery } from './read-request';
import { answerWith, serveOperation } from './serve-operation';

const storeInfo = ({ merchant, links }: Shop): StoreInfo => ({
  contract_version: CONTRACT_VERSION,
  name: merchant.name,
  currency: merchant.currency,
  prices_include_tax: merchant.pricesIncludeTax,
  links: [
    { type: 'terms_of_use', url: links.page('terms') },
    { type: 'privacy_policy', url: links.page('privacy') },
    { type: 'return_policy', url: links.page('returns') },
  ],
  support: merchant.support,
});

/** What is for sale, and at what price. */
export function serveCatalogue(app: FastifyInstance, shop: Shop): void {
  serveOperation(app, 'getStore', async () => done({ body: storeInfo(shop) }));

  serveOperation(app, 'listProducts', async (request) => {
    const query = readQuery(request, productQuery);
    return query.ok ? answerWith(await listProducts(shop, query.value), (body) => ({ body })) : query;
  });

  serveOperation(app, 'createQuote', async (request) => {
    const asked = readBody(request, quoteRequest);
    return asked.ok ? answerWith(await makeQuote(shop, asked.value), (body) => ({ body })) : asked;
  });

  serveOperation(app, 'handOffQuote', async (request) => {
    const id = pathId(request);
    return answerWith(await openQuote(shop, id), ({ expiresAt }) => ({
      body: { url: shop.links.basket(id), expires_at: expiresAt },
    }));
  });
}
