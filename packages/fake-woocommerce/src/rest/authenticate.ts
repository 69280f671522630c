import { createHmac } from 'node:crypto';
import { RestFailure, type Query } from './rest';

export type Permission = 'read' | 'write' | 'read_write';

export interface ApiKey {
  readonly consumer_key: string;
  readonly consumer_secret: string;
  readonly permissions: Permission;
}

/** Who asks: nobody known, or the merchant's user through a key. */
export type Caller =
  { readonly kind: 'anonymous' } | { readonly kind: 'user'; readonly permissions: Permission };

export const ANONYMOUS: Caller = { kind: 'anonymous' };

export interface Presented {
  readonly method: string;
  /** Whole, without the query. */
  readonly url: string;
  readonly isSecure: boolean;
  readonly query: Query;
  readonly authorization: string | undefined;
  /** Unix seconds. */
  readonly now: number;
}

const ALLOWED_DRIFT_S = 15 * 60;

const denied = (message: string) => new RestFailure(401, 'woocommerce_rest_authentication_error', message);

/** A key that is not known leaves the caller anonymous; a known one with a wrong secret is refused at once. */
export function authenticator(keys: () => readonly ApiKey[]): (presented: Presented) => Caller {
  const usedNonces = new Map<string, Set<string>>();
  const find = (consumerKey: string) => keys().find(({ consumer_key }) => consumer_key === consumerKey);

  const bySecret = (presented: Presented): Caller => {
    const pair = fromBasic(presented.authorization) ?? fromQuery(presented.query);
    const key = pair && find(pair.key);
    if (pair === undefined || key === undefined) return ANONYMOUS;
    if (key.consumer_secret !== pair.secret) throw denied('Consumer secret is invalid.');
    return allowed(key, presented.method);
  };

  const byOauth = (presented: Presented): Caller => {
    const parameters = { ...presented.query, ...fromOauthHeader(presented.authorization) };
    const text = (name: string) => (typeof parameters[name] === 'string' ? parameters[name] : '');
    if (text('oauth_consumer_key') === '') return ANONYMOUS;
    const key = find(text('oauth_consumer_key'));
    if (key === undefined) throw denied('Consumer key is invalid.');
    if (signature(key, presented, parameters) !== text('oauth_signature'))
      throw denied('Invalid signature - provided signature does not match.');
    if (Math.abs(presented.now - Number(text('oauth_timestamp'))) > ALLOWED_DRIFT_S)
      throw denied('Invalid timestamp.');
    const used = usedNonces.get(key.consumer_key) ?? new Set();
    usedNonces.set(key.consumer_key, used);
    if (used.has(text('oauth_nonce'))) throw denied('Invalid nonce - nonce has already been used.');
    used.add(text('oauth_nonce'));
    return allowed(key, presented.method);
  };

  return (presented) => (presented.isSecure ? bySecret(presented) : byOauth(presented));
}

function allowed(key: ApiKey, method: string): Caller {
  const reads = ['GET', 'HEAD'].includes(method);
  if (reads && key.permissions === 'write')
    throw denied('The API key provided does not have read permissions.');
  if (!reads && method !== 'OPTIONS' && key.permissions === 'read')
    throw denied('The API key provided does not have write permissions.');
  return { kind: 'user', permissions: key.permissions };
}

function fromBasic(authorization = ''): { key: string; secret: string } | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const [key = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { key, secret: secret.join(':') };
}

function fromQuery(query: Query): { key: string; secret: string } | undefined {
  const { consumer_key: key, consumer_secret: secret } = query;
  return typeof key === 'string' && typeof secret === 'string' ? { key, secret } : undefined;
}

const fromOauthHeader = (authorization = ''): Record<string, string> =>
  /^OAuth /i.test(authorization)
    ? Object.fromEntries<string>(
        [...authorization.matchAll(/(\w+)="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, decodeURIComponent(value)] as const,
        ),
      )
    : {};

/** RFC 3986, as OAuth 1.0a wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** OAuth 1.0a without a token; WooCommerce takes HMAC-SHA1 and HMAC-SHA256 (RFC 5849, 3.4). */
export function signature(
  key: ApiKey,
  { method, url }: Pick<Presented, 'method' | 'url'>,
  parameters: Query,
): string {
  const normalised = Object.entries(parameters)
    .filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    .flatMap(([name, value]) => [value].flat().map((single) => `${encode(name)}=${encode(single)}`))
    .toSorted()
    .join('&');
  const base = [method, url, normalised].map(encode).join('&');
  const algorithm = parameters['oauth_signature_method'] === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  return createHmac(algorithm, `${key.consumer_secret}&`).update(base).digest('base64');
}
