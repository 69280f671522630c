import { known } from './known';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { Books } from './books/books';
import { ANONYMOUS, authenticator } from './rest/authenticate';
import { MALFORMED } from './rest/malformed';
import { RestFailure, type Json, type Query, type RestRequest, type RestResponse } from './rest/rest';
import type { RestServer } from './rest/routes';

const JSON_TYPE = 'application/json; charset=UTF-8';

/** Carries HTTP to the REST server: pretty `/wp-json/…` paths, and `/index.php?rest_route=…` beside them. */
export function registerHttp({ app }: FakeServer, books: Books, rest: RestServer): void {
  const authenticate = authenticator(() => [...books.shop.keys, ...books.keys.values()]);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) =>
    done(null, parsed(String(request.headers['content-type'] ?? ''), String(text))),
  );
  app.all('/*', async (request, reply) => {
    const path = known(request.url.split('?', 1)[0]);
    const { query, rawQuery } = queryOf(request);
    const route =
      path.startsWith('/wp-json') && !books.shop.quirks.plainPermalinks
        ? path.slice('/wp-json'.length) || '/'
        : query['rest_route'];
    if (typeof route !== 'string') return webPage(reply, path === '/' ? 200 : 404, books.shop.name);
    const isPretty = path.startsWith('/wp-json');
    const scheme = schemeOf(request, books);
    const host = request.headers.host ?? 'localhost';
    const base = {
      scheme,
      host,
      method: request.method,
      path: route.length > 1 ? route.replace(/\/$/, '') : route,
      query,
      rawQuery,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: request.body as Json | undefined,
      ip: request.ip,
    };
    try {
      // Keys open the API under its pretty path alone, and only WooCommerce's own corners of it.
      const takesKeys = isPretty && /^\/(wc|wc-[\w-]+)\//.test(route) && !route.startsWith('/wc/store');
      const caller = takesKeys
        ? authenticate({
            method: request.method,
            url: `${scheme}://${host}${path}`,
            isSecure: scheme === 'https',
            query,
            authorization: request.headers.authorization,
            now: Math.floor(books.now() / 1_000),
          })
        : ANONYMOUS;
      return send(reply, await rest.dispatch({ ...base, caller } satisfies RestRequest));
    } catch (error) {
      if (!(error instanceof RestFailure)) throw error;
      const link = `<${scheme}://${host}/wp-json/>; rel="https://api.w.org/"`;
      return send(reply, { status: error.status, headers: { link }, body: error.body });
    }
  });
}

function parsed(type: string, text: string): unknown {
  if (text === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}

const schemeOf = (request: FastifyRequest, books: Books): 'http' | 'https' =>
  'encrypted' in request.raw.socket ||
  (books.shop.quirks.trustsForwardedProto && request.headers['x-forwarded-proto'] === 'https')
    ? 'https'
    : 'http';

function queryOf(request: FastifyRequest): {
  query: Query;
  rawQuery: readonly (readonly [string, string])[];
} {
  const rawQuery = [...new URLSearchParams(request.url.split('?').slice(1).join('?'))];
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of rawQuery) {
    const known = query[name];
    if (name.endsWith('[]')) query[name] = [...(Array.isArray(known) ? known : []), value];
    else query[name] = value;
  }
  return { query, rawQuery };
}

const send = (reply: FastifyReply, { status, headers, body }: RestResponse) =>
  reply
    .code(status)
    .headers({ 'content-type': JSON_TYPE, ...headers })
    .send(body === undefined ? (status === 204 ? undefined : '') : JSON.stringify(body));

const webPage = (reply: FastifyReply, status: number, title: string) =>
  reply
    .code(status)
    .header('content-type', 'text/html; charset=UTF-8')
    .send(`<!DOCTYPE html><html><head><title>${title}</title></head><body></body></html>`);
