import type { FastifyRequest } from 'fastify';
import { refuseEarly, type Refusal } from '../refusal';

/** The first version that knows shared payment granted tokens; later previews know them as well. */
const FIRST_TOKEN_VERSION = '2026-04-22.preview';

export interface Caller {
  readonly account: string;
  /** The API version asked for has shared payment granted tokens. */
  readonly knowsGrantedTokens: boolean;
}

/**
 * Who calls: the key `sk_test_<name>` opens the account `acct_<name>`, which need not be set up first. No live
 * key is taken: nobody shall send one to a fake.
 */
export function identifyCaller(
  request: FastifyRequest,
): { readonly ok: true; readonly caller: Caller } | Refusal {
  const name = /^(?:sk|rk)_test_([A-Za-z0-9_]{1,100})$/.exec(keyOf(request))?.[1];
  if (name === undefined) return refuseEarly('Invalid API Key provided.', {}, 401);
  const version = request.headers['stripe-version'];
  const knowsGrantedTokens =
    typeof version === 'string' && version.endsWith('.preview') && version >= FIRST_TOKEN_VERSION;
  return { ok: true, caller: { account: `acct_${name}`, knowsGrantedTokens } };
}

/** As a bearer's, or as the name of basic authentication. */
function keyOf({ headers: { authorization = '' } }: FastifyRequest): string {
  const [scheme = '', credentials = ''] = authorization.split(' ', 2);
  if (scheme.toLowerCase() === 'basic')
    return Buffer.from(credentials, 'base64').toString().replace(/:.*$/s, '');
  return scheme === 'Bearer' ? credentials : '';
}

/** What an API version answers to what it does not know. */
export const unknownUrl = (request: FastifyRequest): Refusal =>
  refuseEarly(`Unrecognized request URL (${request.method}: ${request.url.split('?', 1)[0]}).`, {}, 404);
