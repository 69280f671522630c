import type { FastifyRequest } from 'fastify';
import { fault } from './fault';

/** Nothing is named by a NUL byte, and PostgreSQL takes none in a text. */
export function refuseNul({ url }: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void {
  done(url.includes('%00') ? fault('not_found', 'No path and no id has a NUL byte in it.') : undefined);
}
