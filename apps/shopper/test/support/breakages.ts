import { createHash, randomUUID } from 'node:crypto';
import { answers, parse, requests, rewritten, statuses, without, type Document } from './meddle';
import type { Meddling, ProxiedRequest } from './proxy';

/** A server that breaks one rule, and the id of the check that must notice. */
export interface Breakage {
  readonly check: string;
  readonly server: string;
  readonly meddling: Meddling;
}

const KEY = 'idempotency-key';

const isCancel = ({ path }: ProxiedRequest) => path.endsWith('/cancel');

const isCreate = ({ method, path }: ProxiedRequest) =>
  method === 'POST' && path.endsWith('/checkout_sessions');

const isUpdate = ({ method, path }: ProxiedRequest) =>
  method === 'POST' && /\/checkout_sessions\/[^/]+$/.test(path);

const totalOf = ({ totals }: Pick<Document, 'totals'>, type: string) =>
  totals?.find((total) => total.type === type);

const raise = (total: { amount: number } | undefined, by: number) => {
  if (total !== undefined) total.amount += by;
};

const dropNulls = (body: Document) => {
  for (const name of Object.keys(body)) if (body[name] === null) delete body[name];
};

const dropMessages = (code: string) =>
  answers((body) => {
    body.messages = (body.messages ?? []).filter((message) => message.code !== code);
  });

/** @param token a good token, for the server that lets anybody in. */
export const breakages = (token: () => string): readonly Breakage[] => [
  {
    check: 'auth.missing',
    server: 'lets in who has no token',
    meddling: rewritten('authorization', (value) => value ?? `Bearer ${token()}`),
  },
  {
    check: 'version.missing',
    server: 'guesses a version where none is named',
    meddling: rewritten('api-version', (value) => value ?? '2026-04-17'),
  },
  {
    check: 'version.unsupported',
    server: 'does not say which versions it supports',
    meddling: answers((body) => delete body.supported_versions),
  },
  { check: 'transport.request-id', server: 'does not echo Request-Id', meddling: without('request-id') },
  { check: 'transport.idempotency-key', server: 'does not echo Idempotency-Key', meddling: without(KEY) },
  { check: 'discovery.caching', server: 'forbids caching discovery', meddling: without('cache-control') },
  { check: 'session.create', server: 'creates with 200', meddling: statuses(201, 200) },
  { check: 'session.unknown', server: 'answers unknown sessions with 403', meddling: statuses(404, 403) },
  {
    check: 'session.foreign',
    server: 'tells strangers that the session is not theirs',
    meddling: answers(
      (body, { path }) => (body.message = path.includes('unknown') ? 'Not found.' : 'Not yours.'),
      (_asked, { status }) => status === 404,
    ),
  },
  { check: 'session.cancel-canceled', server: 'cancels twice', meddling: statuses(405, 200) },
  {
    check: 'session.expiry',
    server: 'makes sessions that have expired already',
    meddling: answers((body) => (body.expires_at = '2020-01-01T00:00:00Z')),
  },
  {
    check: 'session.cross-version',
    server: 'asks other versions for another total',
    meddling: answers(
      (body) => raise(totalOf(body, 'total'), 1),
      ({ method, headers }) => method === 'GET' && headers['api-version'] !== '2026-04-17',
    ),
  },
  {
    check: 'error.flat',
    server: 'wraps errors in an envelope',
    meddling: {
      answer: (answer) =>
        answer.status < 400
          ? answer
          : { ...answer, body: JSON.stringify({ error: JSON.parse(answer.body) }) },
    },
  },
  {
    check: 'error.param',
    server: 'writes param as a dotted name',
    meddling: answers((body) => (body.param = (body.param ?? '').replace('$.', ''))),
  },
  {
    check: 'update.null-clears',
    server: 'takes null for nothing said',
    meddling: requests((body, asked) => {
      if (isUpdate(asked)) dropNulls(body);
    }),
  },
  {
    check: 'update.omitted-keeps',
    server: 'forgets the buyer at every update',
    meddling: requests((body, asked) => {
      if (isUpdate(asked)) body.buyer ??= null;
    }),
  },
  {
    check: 'items.decimal-quantity',
    server: 'rounds half an item',
    meddling: requests((body) =>
      body.line_items?.forEach((item) => (item.quantity = Math.round(item.quantity ?? 1))),
    ),
  },
  { check: 'items.out-of-stock', server: 'keeps quiet about stock', meddling: dropMessages('out_of_stock') },
  {
    check: 'items.currency',
    server: 'takes any currency for its own',
    meddling: requests((body) => {
      if (body.currency !== undefined) body.currency = 'usd';
    }),
  },
  {
    check: 'totals.lines',
    server: 'adds a cent to each line',
    meddling: answers((body) => body.line_items?.forEach((line) => raise(totalOf(line, 'total'), 1))),
  },
  {
    check: 'totals.session',
    server: 'adds a cent to the total',
    meddling: answers((body) => raise(totalOf(body, 'total'), 1)),
  },
  {
    check: 'totals.sum-of-lines',
    server: 'charges a hidden item',
    meddling: answers((body) => {
      for (const type of ['items_base_amount', 'subtotal', 'total']) raise(totalOf(body, type), 100);
    }),
  },
  {
    check: 'totals.minor-units',
    server: 'writes amounts in major units',
    meddling: answers((body) => body.totals?.forEach((total) => (total.amount /= 1000))),
  },
  {
    check: 'idempotency.replay',
    server: 'forgets its keys',
    meddling: rewritten(KEY, () => randomUUID()),
  },
  {
    check: 'idempotency.replayed-header',
    server: 'does not mark replays',
    meddling: without('idempotent-replayed'),
  },
  { check: 'idempotency.conflict', server: 'answers a conflict with 409', meddling: statuses(422, 409) },
  {
    check: 'idempotency.json-equality',
    server: 'compares bodies as text',
    meddling: rewritten(KEY, (value = '', { body }) =>
      createHash('sha256')
        .update(value + body)
        .digest('hex'),
    ),
  },
  {
    check: 'idempotency.null-differs',
    server: 'compares bodies without nulls',
    meddling: requests(dropNulls),
  },
  {
    check: 'idempotency.in-flight',
    server: 'runs simultaneous requests with one key apart',
    meddling: perConnection(),
  },
  {
    check: 'idempotency.key-required',
    server: 'does without keys',
    meddling: rewritten(KEY, (value) => value ?? randomUUID()),
  },
  {
    check: 'idempotency.key-length',
    server: 'cuts long keys',
    meddling: rewritten(KEY, (value = '') => value.slice(0, 255)),
  },
  {
    check: 'capabilities.intersection',
    server: 'names interventions the agent never named',
    meddling: answers((body) => body.capabilities?.interventions?.supported?.push('biometric')),
  },
  {
    check: 'discount.rejected',
    server: 'drops bad coupons silently',
    meddling: answers((body) => {
      if (body.discounts !== undefined) body.discounts.rejected = [];
    }),
  },
  {
    check: 'complete.order',
    server: 'orders under another session',
    meddling: answers((body) => {
      if (body.order !== undefined) body.order.checkout_session_id = 'cs_another';
    }),
  },
  {
    check: 'complete.missing-email',
    server: 'orders without an e-mail address',
    meddling: requests((body) => {
      if (body.payment_data !== undefined) body.buyer ??= { email: 'nobody@example.com' };
    }),
  },
  {
    check: 'complete.declined',
    server: 'says nothing of a decline',
    meddling: dropMessages('payment_declined'),
  },
  {
    check: 'complete.replay',
    server: 'runs a repeated complete again',
    meddling: rewritten(KEY, (value, { path }) =>
      path.endsWith('/complete') ? randomUUID() : (value ?? ''),
    ),
  },
  {
    check: 'complete.timeout',
    server: 'loses the order of a slow payment',
    meddling: answers((body) => delete body.order),
  },
  {
    check: 'three-ds.result-required',
    server: 'asks for 3DS without saying where',
    meddling: answers((body) => delete body.param),
  },
  {
    check: 'affiliate.write-only',
    server: 'returns the attribution',
    meddling: answers((body, asked) => {
      if (isCreate(asked)) body.affiliate_attribution = parse(asked.body)?.affiliate_attribution ?? {};
    }),
  },
  {
    check: 'affiliate.pii',
    server: 'takes personal data in attribution',
    meddling: requests((body) => delete body.affiliate_attribution?.metadata),
  },
  {
    check: 'affiliate.credential',
    server: 'credits anybody',
    meddling: requests((body) => {
      if (body.affiliate_attribution !== undefined) body.affiliate_attribution.publisher_id = 'anybody';
    }),
  },
  {
    check: 'intent.write-only',
    server: 'returns the intent trace',
    meddling: answers((body, asked) => (body.metadata = parse(asked.body)), isCancel),
  },
  {
    check: 'consent.offered',
    server: 'asks for consent without a privacy policy',
    meddling: answers((body) => {
      body['marketing_consent_options'] = [{ channel: 'email', display_text: 'Offers' }];
    }, isCreate),
  },
  {
    check: 'content.markdown',
    server: 'puts HTML into its messages',
    meddling: answers((body) =>
      body.messages?.push({ type: 'info', content_type: 'markdown', content: 'Order <b>now</b>!' }),
    ),
  },
  {
    check: 'content.links',
    server: 'has no privacy policy',
    meddling: answers((body) => {
      body.links = (body.links ?? []).filter((link) => link.type !== 'privacy_policy');
    }),
  },
  {
    check: 'schema.create',
    server: 'adds a field of its own',
    meddling: answers((body) => (body.loyalty_points = 12), isCreate),
  },
  {
    check: 'schema.error',
    server: 'invents a type of error',
    meddling: answers(
      (body) => (body.type = 'bad_request'),
      (_asked, { status }) => status === 400,
    ),
  },
];

/** The first of several simultaneous requests keeps its key, the others get new ones. */
function perConnection(): Meddling {
  const running = new Set<string>();
  return {
    request(request) {
      const key = request.headers[KEY] ?? '';
      if (running.has(key)) return { ...request, headers: { ...request.headers, [KEY]: randomUUID() } };
      running.add(key);
      return request;
    },
  };
}
