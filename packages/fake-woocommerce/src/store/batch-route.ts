import type { Books } from '../books/books';
import { asText, isObject, RestFailure, type Json, type RestRequest, type RestResponse } from '../rest/rest';
import type { Route } from '../rest/routes';
import { nonceHeaders } from './session';

/** `POST /batch`: every part is a request of its own, headers and all. */
export const storeBatchRoute = (
  books: Books,
  dispatch: (request: RestRequest) => Promise<RestResponse>,
): Route => ({
  path: '/wc/store/v1/batch',
  isStoreApi: true,
  methods: {
    POST: {
      access: 'public',
      schema: {
        requests: {
          type: 'array',
          required: true,
          maxItems: 25,
          items: {
            type: 'object',
            properties: {
              method: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'] },
              path: { type: 'string' },
            },
          },
        },
      },
      async handle({ request, values }) {
        const parts = (values['requests'] as readonly Json[]).filter(isObject);
        if (parts.some(({ path }) => !asText(path).startsWith('/wc/store/')))
          throw Object.assign(
            new RestFailure(400, 'woocommerce_rest_invalid_path', 'Invalid path provided.'),
            { headers: nonceHeaders(books) },
          );
        const responses: Json[] = [];
        for (const part of parts) {
          const given = isObject(part['headers']) ? part['headers'] : {};
          const headers = Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name.toLowerCase(), asText(value)]),
          );
          const body = part['body'] ?? {};
          const answer = await dispatch({
            ...request,
            method: asText(part['method']) || 'POST',
            path: asText(part['path']),
            query: {},
            rawQuery: [],
            headers,
            body: body,
          });
          responses.push({
            body: answer.body ?? null,
            status: answer.status,
            headers: shownHeaders(answer.headers),
          });
        }
        return { status: 207, headers: nonceHeaders(books), body: { responses } };
      },
    },
  },
});

const NAMES = {
  nonce: 'Nonce',
  'nonce-timestamp': 'Nonce-Timestamp',
  'user-id': 'User-ID',
  'cart-token': 'Cart-Token',
  'cart-hash': 'Cart-Hash',
  allow: 'Allow',
} as const;

const shownHeaders = (headers: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, shown]) => {
      const value = headers[name];
      return value === undefined
        ? []
        : [[shown, ['nonce-timestamp', 'user-id'].includes(name) ? Number(value) : value]];
    }),
  );
