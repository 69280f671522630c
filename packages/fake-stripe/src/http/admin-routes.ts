import type { FastifyInstance } from 'fastify';
import type { BooksView } from '../books/books';

/** The books over HTTP, for whoever drives the fake from another process; beside the kit's own admin routes. */
export function registerBooksRoute(app: FastifyInstance, view: () => BooksView): void {
  app.get('/admin/books', async () => view());
}
