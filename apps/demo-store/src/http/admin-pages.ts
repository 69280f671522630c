import type { FastifyInstance } from 'fastify';
import { backOfficeOf } from '../back-office';
import { latestOrders } from '../orders/find-orders';
import { adminActions, adminPage } from '../pages/admin-page';
import { textPage } from '../pages/text-page';
import type { Shop } from '../shop';
import { pathId } from './read-request';
import { sendPage } from './shop-pages';

const ORDERS_SHOWN = 100;

/** The merchant’s order list and its buttons. */
export function serveAdminPages(app: FastifyInstance, shop: Shop): void {
  const { merchant } = shop;
  const backOffice = backOfficeOf(shop);

  app.get('/admin', async (_request, reply) =>
    sendPage(reply, adminPage(merchant, await latestOrders(shop, ORDERS_SHOWN))),
  );

  app.get('/admin/live', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write('retry: 2000\n\n');
    const tell = () => reply.raw.write('event: order\ndata: changed\n\n');
    shop.changed.on('order', tell);
    reply.raw.on('close', () => shop.changed.off('order', tell));
  });

  for (const action of adminActions)
    app.post(`/admin/orders/:id/${action}`, async (request, reply) => {
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin')
        return sendPage(reply, textPage(merchant, 'Not from there', 'Press the button on this page.'), 403);
      const result = await backOffice[action](pathId(request));
      if (!result.ok) return sendPage(reply, textPage(merchant, 'Not now', result.refusal.message), 409);
      return reply.redirect(`/${merchant.slug}/admin`, 303);
    });
}
