import {
  contractHeaders,
  CONTRACT_VERSION,
  verifySignature,
  type SignatureProblem,
} from '@acp-hub/store-contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Refusal } from '../result';
import type { Shop } from '../shop';
import { sendRefusal } from './errors';

const signatureRefusals: Readonly<Record<SignatureProblem, Refusal>> = {
  missing: {
    code: 'signature_missing',
    message: 'Sign the request: Store-Signature: t=<unix seconds>,v1=<hex>.',
  },
  malformed: {
    code: 'signature_invalid',
    message: 'Store-Signature must read t=<unix seconds>,v1=<64 hex digits>.',
  },
  expired: {
    code: 'signature_expired',
    message: 'The signature is more than 300 seconds off: check the clock.',
  },
  mismatch: { code: 'signature_invalid', message: 'The signature does not match the body under our secret.' },
};

/** A header that may stand once; Node joins repeated ones with a comma. */
export function singleHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** The exact bytes received; the routes of the contract parse them after the signature is checked. */
export const rawBody = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

function objection(request: FastifyRequest, { secret, clock }: Shop): Refusal | undefined {
  const version = singleHeader(request, contractHeaders.version);
  if (version !== undefined && version !== CONTRACT_VERSION)
    return {
      code: 'unsupported_version',
      message: `This store speaks ${CONTRACT_VERSION}, not ${version}.`,
      param: 'Store-Contract-Version',
    };
  const signature = singleHeader(request, contractHeaders.signature);
  const verdict = verifySignature(signature, rawBody(request), secret, clock.now());
  return verdict.valid ? undefined : signatureRefusals[verdict.problem];
}

/** Lets only the hub in: requests of a known version, signed with the shared secret. */
export function guardContract(app: FastifyInstance, shop: Shop): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) =>
    parsed(null, body),
  );
  app.addHook('onSend', async (_request, reply) => {
    reply.header(contractHeaders.version, CONTRACT_VERSION);
  });
  app.addHook('preHandler', async (request, reply) => {
    const refusal = objection(request, shop);
    if (refusal !== undefined) return sendRefusal(reply, refusal);
  });
}
