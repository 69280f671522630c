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

/** By which the lines about one request are found, and those about one merchant or agent. */
export const whoAsked = ({ id, call }: AcpRequest) => ({
  requestId: id,
  tenantId: call?.agent.tenantId,
  agentId: call?.agent.agentId,
});

/** Asked every few seconds by machines. */
const isRoutine = (route: string): boolean => route.startsWith('/health') || route === '/metrics';

/** One line an answer. Of the path only the pattern: ids in it may open doors. */
export function logRequests(server: FastifyInstance, lines: Lines): void {
  server.addHook('onResponse', async (request: AcpRequest, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    lines[isRoutine(route) ? 'debug' : 'info'](
      {
        ...whoAsked(request),
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'Answered.',
    );
  });
}
