import { errorStatus, errorTypeOf, type StoreError, type StoreErrorCode } from '@acp-hub/store-contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Refusal } from '../result';

/** Answers a refusal in the contract’s flat shape. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const status = errorStatus[refusal.code];
  const body: StoreError = { type: errorTypeOf(status), ...refusal };
  return reply.code(status).send(body);
}

/** What Fastify finds wrong with a request before a route sees it. */
const codeByFastifyError: Readonly<Record<string, StoreErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
};

/** Makes every failure of the server flat, too. */
export function answerErrors(app: FastifyInstance, report: (error: unknown) => void): void {
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(reply, { code: 'not_found', message: `There is no ${request.method} ${request.url} here.` }),
  );
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, _request, reply) => {
    const code = codeByFastifyError[error.code ?? ''];
    if (code !== undefined) return sendRefusal(reply, { code, message: error.message });
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendRefusal(reply, { code: 'invalid_request', message: error.message });
    report(error);
    return sendRefusal(reply, { code: 'internal_error', message: 'The shop made a mistake. Try again.' });
  });
}
