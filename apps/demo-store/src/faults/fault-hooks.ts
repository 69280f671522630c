import type { OperationId } from '@acp-hub/store-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Faults } from './faults';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation of the contract a route serves. */
    operation?: OperationId;
  }
}

async function strike(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  switch (fault.kind) {
    case 'hang_up':
      reply.hijack();
      return request.raw.socket.destroy();
    case 'cut':
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      return reply.raw.write('{"items": [', () => request.raw.socket.destroy());
    case 'silence':
      reply.hijack();
      return undefined;
    case 'slow':
      return delay(fault.ms);
    case 'answer':
      return reply
        .code(fault.status)
        .headers({ 'content-type': 'application/json', ...fault.headers })
        .send(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {}));
    case 'timeout_after_apply':
    case 'cut_after_apply':
      return undefined;
  }
}

/** Lets planned faults strike the routes of a merchant. */
export function addFaultHooks(app: FastifyInstance, faults: Faults, merchant: string): void {
  const swallowed = new WeakMap<FastifyRequest, Fault>();
  app.addHook('onRequest', async (request, reply) => {
    const { operation } = request.routeOptions.config;
    const fault = operation && faults.next(merchant, operation);
    if (fault === undefined) return;
    swallowed.set(request, fault);
    return strike(fault, request, reply);
  });
  app.addHook('onSend', async (request) => {
    const kind = swallowed.get(request)?.kind;
    const { socket } = request.raw;
    if (kind === 'cut_after_apply') socket.destroy();
    if (kind === 'timeout_after_apply' && !socket.destroyed) await once(socket, 'close');
  });
}
