import { createFakeServer, type FakeServer } from '@acp-hub/fake-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuoteRequest } from '@acp-hub/commerce';
import type { MerchantBooks, Refusal, ShopOrder } from './merchant-books';

const PRODUCTS_A_PAGE = 3;
const ORDERS_A_PAGE = 2;

function pageOf<T>(all: readonly T[], cursor: string | undefined, size: number) {
  const start = Number(cursor ?? 0);
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length && { next_cursor: String(end) }) };
}

type Payment = Parameters<MerchantBooks['pay']>[1];
type Query = Partial<Record<'cursor' | 'updated_since' | 'ids' | 'key', string>>;

/** The reference shop's API: one server, many merchants, each known by its bearer token. */
export function createShopServer(merchants: ReadonlyMap<string, MerchantBooks>): FakeServer {
  const server = createFakeServer();
  const { app } = server;
  const answers = new Map<string, ShopOrder | Refusal>();

  const booksOf = (request: FastifyRequest): MerchantBooks | undefined =>
    merchants.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');

  app.addHook('preHandler', async (request, reply) => {
    if (booksOf(request) === undefined) return reply.code(401).send({ code: 'who_are_you' });
    return undefined;
  });

  /** Runs a write once per key, and answers the order as it is now. */
  function once(
    request: FastifyRequest,
    reply: FastifyReply,
    write: (books: MerchantBooks, key: string) => ShopOrder | Refusal,
  ) {
    const key = `${request.headers.authorization} ${request.url} ${String(request.headers['idempotency-key'])}`;
    const answer = answers.get(key) ?? write(booksOf(request)!, String(request.headers['idempotency-key']));
    if ('code' in answer) return reply.code(answer.status).send(answer);
    answers.set(key, answer);
    return reply.code(200).send(answer.snapshot);
  }

  const withOrder = (
    write: (books: MerchantBooks, order: ShopOrder, body: Payment) => ShopOrder | Refusal,
  ) => {
    return (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) =>
      once(request, reply, (books) => {
        const order = books.orders.get(request.params.id);
        if (order === undefined) return { status: 404, code: 'order_not_found' };
        return write(books, order, request.body as Payment);
      });
  };

  app.get('/store', async (request) => {
    const { name, currency, pricesIncludeTax } = booksOf(request)!.seed;
    return { name, currency, pricesIncludeTax };
  });
  app.get<{ Querystring: Query }>('/products', async (request) => {
    const { cursor, updated_since: since = '', ids } = request.query;
    const { products, deleted } = booksOf(request)!;
    const all = [...products.values()];
    if (ids !== undefined) {
      const wanted = new Set(ids.split(','));
      return { items: all.filter(({ items }) => items.some(({ id }) => wanted.has(id))) };
    }
    const gone = since === '' ? [] : deleted.filter(({ at }) => at >= since);
    const page = pageOf(
      all.filter(({ updatedAt }) => updatedAt >= since),
      cursor,
      PRODUCTS_A_PAGE,
    );
    return { ...page, ...(cursor === undefined && { deleted_ids: gone.map(({ id }) => id) }) };
  });
  app.post<{ Body: QuoteRequest }>('/quotes', async (request, reply) => {
    const books = booksOf(request)!;
    if (request.body.currency !== books.seed.currency) return reply.code(422).send({ code: 'currency' });
    return books.price(request.body);
  });
  app.post('/orders', (request, reply) =>
    once(request, reply, (books, key) => books.place(key, request.body as never)),
  );
  app.post(
    '/orders/:id/payment',
    withOrder((books, order, body) => books.pay(order, body)),
  );
  app.post(
    '/orders/:id/cancel',
    withOrder((books, order) => books.cancel(order)),
  );
  app.post(
    '/orders/:id/refunds',
    withOrder((books, order, { amount }) => books.refund(order, amount)),
  );
  app.get<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
    const order = booksOf(request)!.orders.get(request.params.id);
    return order?.snapshot ?? reply.code(404).send({ code: 'order_not_found' });
  });
  app.get<{ Querystring: Query }>('/orders', async (request) => {
    const { cursor, updated_since: since = '', key } = request.query;
    const all = [...booksOf(request)!.orders.values()];
    if (key !== undefined)
      return { items: all.filter((order) => order.key === key).map((order) => order.snapshot) };
    const changed = all.filter(({ snapshot }) => snapshot.updatedAt >= since);
    return pageOf(
      changed.map(({ snapshot }) => snapshot),
      cursor,
      ORDERS_A_PAGE,
    );
  });
  app.post('/hand-offs', async () => ({ url: 'https://shop.example/checkout/1' }));
  return server;
}
