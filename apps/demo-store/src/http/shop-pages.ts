import type { FastifyInstance, FastifyReply } from 'fastify';
import { describeAll, describeProduct } from '../catalogue/list-products';
import { shelfItem } from '../catalogue/shelf';
import { getOrder } from '../orders/find-orders';
import { picture } from '../pages/picture';
import { productPage, shopPage } from '../pages/shop-page';
import { textPage } from '../pages/text-page';
import type { Shop } from '../shop';
import { pathId } from './read-request';

const policies: Readonly<Record<string, readonly [title: string, text: string]>> = {
  terms: ['Terms', 'This is a demonstration shop: it sells nothing, ships nothing and charges nobody.'],
  privacy: ['Privacy', 'Orders stay in a folder on the computer this shop runs on.'],
  returns: ['Returns', 'Send back within 30 days what you never received.'],
};

export const sendPage = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(page);

/** What a visitor sees. */
export function serveShopPages(app: FastifyInstance, shop: Shop): void {
  const { merchant } = shop;
  const missing = (reply: FastifyReply) =>
    sendPage(reply, textPage(merchant, 'Not here', 'We do not have that (any more).'), 404);

  app.get('/', async (_request, reply) =>
    sendPage(reply, shopPage(merchant, await describeAll(shop, merchant.products))),
  );

  app.get('/products/:id', async (request, reply) => {
    const seed = merchant.products.find(({ id }) => id === pathId(request));
    const product = seed && (await describeProduct(shop, seed));
    return product === undefined ? missing(reply) : sendPage(reply, productPage(merchant, product));
  });

  app.get('/images/:id.svg', async (request, reply) => {
    const item = await shelfItem(shop, pathId(request));
    if (item === undefined) return missing(reply);
    return reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(picture(item));
  });

  for (const [path, [title, text]] of Object.entries(policies))
    app.get(`/${path}`, async (_request, reply) => sendPage(reply, textPage(merchant, title, text)));

  app.get('/downloads/:id', async (request, reply) => {
    const order = await getOrder(shop, pathId(request));
    if (!order.ok || order.value.payment === undefined) return missing(reply);
    const titles = order.value.lines.filter((line) => !line.requires_shipping).map(({ item }) => item.title);
    return sendPage(reply, textPage(merchant, 'Your downloads', `Ready for you: ${titles.join(', ')}.`));
  });
}
