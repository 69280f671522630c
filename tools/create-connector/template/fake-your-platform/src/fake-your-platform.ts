import { createFakeServer, type FakeServer } from '@acp-hub/fake-kit';
import { openBackOffice, type BackOffice } from './back-office';
import type { FakeMerchant, FakeProduct } from './merchant';

const PRODUCTS_A_PAGE = 3;

export interface FakeYourPlatform extends FakeServer {
  /** @throws Error where no merchant has that token. */
  backOffice(token: string): BackOffice;
}

type Query = Partial<Record<'cursor' | 'updated_since' | 'variant_ids', string>>;

/** Your Platform over HTTP: one server, many merchants, each known by a bearer token. Call `listen`, and `close` when done. */
export function createFakeYourPlatform(merchants: readonly FakeMerchant[]): FakeYourPlatform {
  const server = createFakeServer();
  const offices = new Map(
    merchants.map((merchant) => [merchant.token, openBackOffice(merchant, server)] as const),
  );

  const get = (path: string, answer: (office: BackOffice, query: Query) => unknown) =>
    server.app.get<{ Querystring: Query }>(path, async ({ headers, query }, reply) => {
      const office = offices.get(headers.authorization?.replace(/^Bearer /, '') ?? '');
      return office === undefined ? reply.code(401).send({ error: 'invalid_token' }) : answer(office, query);
    });

  get('/store', ({ merchant: { name, currency, pricesIncludeTax } }) => ({
    name,
    currency,
    prices_include_tax: pricesIncludeTax,
  }));
  get('/products', productPage);

  return {
    ...server,
    backOffice(token) {
      const office = offices.get(token);
      if (office === undefined) throw new Error(`No merchant has the token ${token}.`);
      return office;
    },
  };
}

function productPage(office: BackOffice, query: Query) {
  const start = Number(query.cursor ?? 0);
  const end = start + PRODUCTS_A_PAGE;
  const found = office.products().filter((product) => isAskedFor(product, query));
  const { currency } = office.merchant;
  return {
    products: found.slice(start, end).map((product) => ({ ...product, currency })),
    ...(end < found.length && { next_cursor: String(end) }),
  };
}

function isAskedFor({ updated_at, variants }: FakeProduct, { updated_since, variant_ids }: Query): boolean {
  const wanted = variant_ids?.split(',');
  return (
    (updated_since === undefined || Date.parse(updated_at) >= Date.parse(updated_since)) &&
    (wanted === undefined || variants.some(({ id }) => wanted.includes(id)))
  );
}
