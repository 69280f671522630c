import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Books } from './books/books';

const settingSchema = z.strictObject({ id: z.string(), value: z.string() });

/** The back office over HTTP, for whoever drives the fake from another process; beside the kit's own admin routes. */
export function registerBackDoor(app: FastifyInstance, books: Books, runDue: () => Promise<number>): void {
  app.get('/admin/books', async () => ({
    orders: [...books.orders.values()],
    refunds: [...books.refunds.values()],
    products: [...books.products.values()],
    coupons: [...books.coupons.values()],
    webhooks: [...books.webhooks.values()],
  }));
  app.post('/admin/reset', async (_request, reply) => {
    books.reset();
    return reply.code(204).send();
  });
  app.post('/admin/forget-carts', async (_request, reply) => {
    for (const { id } of [...books.carts.values()]) books.carts.delete(id);
    return reply.code(204).send();
  });
  app.post('/admin/run-queue', async () => ({ delivered: await runDue() }));
  app.put('/admin/settings', async (request, reply) => {
    const body = settingSchema.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ message: z.prettifyError(body.error) });
    books.changeSetting(body.data.id, body.data.value);
    return body.data;
  });
}
