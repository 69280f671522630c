import { operations, type Operation, type OperationId } from '@acp-hub/store-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { done, type Result } from '../result';
import { sendRefusal } from './errors';

/** A success, and its status where it is not 200. */
export interface Answer {
  readonly body: unknown;
  readonly status?: number;
}

export type OperationHandler = (request: FastifyRequest) => Promise<Result<Answer>>;

/** Turns a use case’s result into an answer. */
export const answerWith = <T>(result: Result<T>, toAnswer: (value: T) => Answer): Result<Answer> =>
  result.ok ? done(toAnswer(result.value)) : result;

/** Serves one operation where the contract says it is. */
export function serveOperation(app: FastifyInstance, id: OperationId, handle: OperationHandler): void {
  const { method, path }: Operation = operations[id];
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    config: { operation: id },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const result = await handle(request);
      return result.ok
        ? reply.code(result.value.status ?? 200).send(result.value.body)
        : sendRefusal(reply, result.refusal);
    },
  });
}
