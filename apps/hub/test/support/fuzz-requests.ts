import { acpVersions } from '@acp-hub/acp';
import fc from 'fast-check';
import { payWith, sampleCheckout } from './hub-world';
import type { RawRequest } from './raw-http';

/** What a fuzzed request may name. */
export interface FuzzGround {
  readonly tokens: readonly string[];
  readonly operatorTokens: readonly string[];
  readonly agents: readonly string[];
  readonly sessions: readonly string[];
  readonly orders: readonly string[];
  readonly ingressIds: readonly string[];
}

type Header = readonly [string, string];

const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });

const oddText = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', 'k'.repeat(256), '🦊'.repeat(20), '%00', '../..', "'; DROP TABLE x; --"),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'NaN',
    '-1',
    'é',
    '%F0%9F%A6%8A',
    '%',
    '%zz',
    'a'.repeat(3_000),
  ),
  fc.string({ maxLength: 40 }),
);
/** Odd, and still one header line. */
const oddHeader = oddText.map((text) => text.replaceAll(/[\r\n]/g, ' '));
/** Odd, and still one segment of a request line. */
const oddSegment = oddText.map((text) => text.replaceAll(/[\s?#]/g, '-'));

const oddNumber = fc.constantFrom(-1, 0, 1.5, 1e9, 2 ** 53, 1e308, -0, 1e-7);
const oddValue = fc.oneof(
  oddNumber,
  oddText,
  fc.constantFrom(null, true, [], {}, [[]], { id: null }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(50, 1_000).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `sku-${index}`, quantity: 1 }));
const template = fc.constantFrom<unknown>(
  sampleCheckout,
  { items: [{ id: 'sku-1', quantity: 2 }], buyer: sampleCheckout.buyer },
  { line_items: [{ id: 'sku-2', quantity: 3 }] },
  { line_items: lines(10_000), currency: 'usd', capabilities: {} },
  { discounts: { codes: ['NOPE'] }, buyer: { email: 'x@example.com' } },
  { fulfillment_option_id: 'express' },
  payWith('tok_sandbox_ok'),
  payWith('tok_sandbox_declined'),
  payWith('tok_sandbox_requires_3ds'),
  { payment_data: { token: 'tok_sandbox_ok', provider: 'stripe' } },
  { ids: ['out_unknown'] },
  { all: true, agent_id: 'agt_unknown' },
  { intent_trace: { reason_code: 'other', trace_summary: 'x', metadata: { a: 1 } } },
  {},
);

/** The value with one place in it replaced, removed, or given a neighbour. */
function disturbed(value: unknown, steps: readonly number[], odd: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || steps.length === 0) return odd;
  const keys = Object.keys(value);
  if (keys.length === 0 || step % 7 === 0)
    return Array.isArray(value) ? [...value, odd] : { ...value, unknown: odd };
  const key = keys[step % keys.length] ?? '';
  const inner = disturbed((value as Record<string, unknown>)[key], rest, odd);
  return Array.isArray(value)
    ? value.map((each: unknown, index) => (String(index) === key ? inner : each))
    : { ...value, [key]: inner };
}

const body: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: template.map((value) => JSON.stringify(value)) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(template, fc.array(fc.nat(50), { maxLength: 5 }), oddValue)
      .map((parts) => JSON.stringify(disturbed(...parts))),
  },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc
      .tuple(template, fc.nat(200))
      .map(([value, length]) => JSON.stringify(value).slice(0, length)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{"a":1,"a":2}',
      '{"__proto__":{"x":1}}',
      '\u0000',
      '[1,]',
      '1e999',
      '"\\ud800"',
      `{"line_items":[{"id":"sku-1","quantity":1e400}]}`,
      '{"a":'.repeat(1_000) + '1' + '}'.repeat(1_000),
      JSON.stringify({ order_notes: 'x'.repeat(1024 * 1024) }),
    ),
  },
);

const header = (name: string, usual: fc.Arbitrary<string>): fc.Arbitrary<readonly Header[]> =>
  fc.oneof(
    { weight: 10, arbitrary: usual.map((value) => [[name, value]] as const) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: oddHeader.map((value) => [[name, value]] as const) },
    {
      weight: 1,
      arbitrary: fc.tuple(usual, usual).map(([a, b]) => [[name, a] as const, [name, b] as const]),
    },
  );

function pathOf({ sessions, orders, ingressIds, agents }: FuzzGround): fc.Arbitrary<string> {
  const session = rarely(fc.constantFrom(...sessions), oddSegment);
  const suffix = rarely(
    fc.constantFrom('', '/complete', '/cancel'),
    oddSegment.map((text) => `/${text}`),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('/checkout_sessions') },
    { weight: 6, arbitrary: fc.tuple(session, suffix).map(([id, end]) => `/checkout_sessions/${id}${end}`) },
    { weight: 1, arbitrary: rarely(fc.constantFrom(...orders), oddSegment).map((id) => `/orders/${id}`) },
    {
      weight: 1,
      arbitrary: rarely(fc.constantFrom(...ingressIds), oddSegment).map((id) => `/ingress/${id}`),
    },
    { weight: 1, arbitrary: oddSegment.map((token) => `/o/${token}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(oddSegment, session, oddSegment).map((parts) => `/continue/${parts.join('/')}`),
    },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.constantFrom('/operator/dead-letters', '/operator/dead-letters/replay'),
        fc
          .tuple(
            fc.constantFrom('dead-letters', 'webhook-deliveries'),
            fc.constantFrom('limit', 'agent_id', 'after', 'before', 'order_id'),
            oddSegment,
          )
          .map(([list, name, value]) => `/operator/${list}?${name}=${value}`),
        rarely(fc.constantFrom(...agents), oddSegment).map((id) => `/operator/agents/${id}/webhook/enable`),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(oddSegment, oddSegment, oddSegment, oddSegment)
        .map(
          ([tenant, feed, file, signature]) => `/downloads/${tenant}/${feed}/${file}?signature=${signature}`,
        ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '/docs',
        '/docs/openapi.json',
        '/metrics',
        '/health/live',
        '/health/ready',
        '/.well-known/acp.json',
      ),
    },
    { weight: 1, arbitrary: oddSegment.map((segment) => `/${segment}`) },
  );
}

/** Requests on the whole face of the hub: mostly believable, each with something that may be wrong. */
export function fuzzRequests(ground: FuzzGround): fc.Arbitrary<RawRequest> {
  const headers = fc.tuple(
    header(
      'authorization',
      fc.constantFrom(...ground.tokens, ...ground.operatorTokens).map((token) => `Bearer ${token}`),
    ),
    header('api-version', fc.constantFrom(...acpVersions)),
    header('idempotency-key', fc.oneof(fc.uuid(), fc.constantFrom('again', 'and-again'))),
    header('content-type', fc.constant('application/json')),
    rarely(
      fc.constant<readonly Header[]>([]),
      fc
        .tuple(fc.constantFrom('request-id', 'signature', 'timestamp', 'accept'), oddHeader)
        .map(([name, value]) => [[name, value] as const]),
    ),
  );
  const method = rarely(
    fc.constantFrom('POST', 'POST', 'POST', 'GET'),
    fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'BREW', 'get', 'TRACE'),
  );
  return fc.record({ method, path: pathOf(ground), headers: headers.map((groups) => groups.flat()), body });
}
