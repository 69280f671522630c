import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { AcpRequest } from '../acp/call';

/** Where the lines go. */
interface Lines {
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** What an id may look like to be taken over: nothing that could break a line, or be an address. */
const SANE = /^[\w.:-]{1,128}$/;

/** The agent's own `Request-Id`, so that its logs and these can be laid side by side; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const sent = headers['request-id'];
  return typeof sent === 'string' && SANE.test(sent) ? sent : randomUUID();
}

/** Asked every few seconds by machines. */
const isRoutine = (route: string): boolean => route.startsWith('/health') || route === '/metrics';

/** One line an answer. Of the path only the pattern: ids in it may open doors. */
export function logRequests(server: FastifyInstance, lines: Lines): void {
  server.addHook('onResponse', async (request: AcpRequest, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const agent = request.call?.agent;
    lines[isRoutine(route) ? 'debug' : 'info'](
      {
        requestId: request.id,
        tenant: agent?.tenantId,
        agent: agent?.agentId,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'Answered.',
    );
  });
}
