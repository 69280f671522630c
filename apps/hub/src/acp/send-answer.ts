import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../checkout/ports';

/** Headers the protocol wants back as they came. */
const ECHOED = ['request-id', 'idempotency-key'] as const;

export function echoHeaders(request: FastifyRequest, reply: FastifyReply): void {
  for (const name of ECHOED) {
    const value = request.headers[name];
    if (typeof value === 'string' && value.length <= 255) void reply.header(name, value);
  }
}

/** Sends the exact bytes of an answer. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  replayed = false,
): void {
  echoHeaders(request, reply);
  if (replayed) void reply.header('idempotent-replayed', 'true');
  void reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(answer.body);
}
