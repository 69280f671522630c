import type { FastifyError, FastifyInstance } from 'fastify';
import { refusalReply, refuse } from '../refusal';

/** Broken JSON and unknown routes answer in the API's own shape. A bug stays a 500 with its message. */
export function registerErrorShape(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) => {
    const { status, body } = refusalReply(
      refuse('not_found', `There is no ${request.method} ${request.url}.`),
    );
    return reply.code(status).send(body);
  });
  app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
    const status = error.statusCode ?? 500;
    const code = status < 500 ? 'invalid_request' : 'internal_error';
    return reply.code(status).send({ error: { code, message: error.message } });
  });
}
