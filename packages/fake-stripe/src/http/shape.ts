import type { FastifyError, FastifyInstance } from 'fastify';
import { refuseEarly } from '../refusal';
import { unknownUrl } from './caller';
import { parseForm } from './form';
import { refusalReply } from './reply';

/** Forms come in; broken bodies and unknown routes answer in the API's own shape. A bug stays a 500. */
export function registerHttpShape(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parseForm(String(body))),
  );
  app.setNotFoundHandler(async (request, reply) => {
    const { status, body } = refusalReply(unknownUrl(request));
    return reply.code(status).send(body);
  });
  app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      return reply.code(status).send({ error: { type: 'api_error', message: error.message } });
    return reply.code(400).send(refusalReply(refuseEarly(error.message)).body);
  });
}
