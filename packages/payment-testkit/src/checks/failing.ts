import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { PaymentId } from '@acp-hub/payment';
import type { Check } from '../check';
import { fails, good } from '../expect-result';
import type { Fault, RunningProvider, Write } from '../harness';
import { authorized, captured, request, TOTAL } from '../paying';

type Result = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: object };

interface Prepared {
  readonly send: () => Promise<Result>;
  /** How often it was applied, by the books. */
  readonly applied: () => number;
}

/** One write that is sent under the same key as often as wished. */
const prepare: Readonly<Record<Write, (provider: RunningProvider) => Promise<Prepared>>> = {
  async authorize(provider) {
    const wish = await request(provider);
    return { send: () => provider.account.authorize(wish), applied: () => provider.opened() };
  },
  async capture(provider) {
    const paymentId = await authorized(provider);
    const move = { idempotencyKey: randomUUID(), paymentId, amount: provider.amount(TOTAL) };
    return {
      send: () => provider.account.capture(move),
      applied: () => (booked(provider, paymentId).captured === TOTAL ? 1 : 0),
    };
  },
  async void(provider) {
    const paymentId = await authorized(provider);
    const release = { idempotencyKey: randomUUID(), paymentId };
    return {
      send: () => provider.account.void(release),
      applied: () => (booked(provider, paymentId).voided ? 1 : 0),
    };
  },
  async refund(provider) {
    const paymentId = await captured(provider);
    const move = { idempotencyKey: randomUUID(), paymentId, amount: provider.amount(100) };
    return {
      send: () => provider.account.refund(move),
      applied: () => booked(provider, paymentId).refunded / 100,
    };
  },
};

function booked(provider: RunningProvider, id: PaymentId) {
  const found = provider.booked(id);
  assert.ok(found !== undefined);
  return found;
}

const answer = (status: number, more: { headers?: Record<string, string>; body?: string } = {}) =>
  ({ kind: 'answer', status, ...more }) as const;

const lost: readonly (readonly [string, Fault['effect']])[] = [
  ['a time-out', { kind: 'hang' }],
  ['a cut connection', { kind: 'cut' }],
  ['a 500', answer(500, { body: '{}' })],
  ['a 503 with a page instead of JSON', answer(503, { body: '<html>' })],
];

const writes = ['authorize', 'capture', 'void', 'refund'] as const;

const lostAnswers: readonly Check[] = writes.flatMap((write) =>
  lost.flatMap(([name, effect]) =>
    (['before', 'after'] as const).map((when): Check => ({
      title: `${write}: ${name} ${when} applying is unknown, and the same key applies once`,
      async run(provider) {
        const { send, applied } = await prepare[write](provider);
        provider.strike(write, { when, effect });
        fails(await send(), { kind: 'transient', outcome: 'unknown' });
        assert.equal(applied(), when === 'before' ? 0 : 1);
        good(await send());
        assert.equal(applied(), 1);
      },
    })),
  ),
);

const definite: readonly Check[] = [
  {
    title: 'finds the payment whose answer got lost, and none where none was opened',
    async run(provider) {
      for (const when of ['after', 'before'] as const) {
        const wish = await request(provider);
        provider.strike('authorize', { when, effect: { kind: 'hang' } });
        fails(await provider.account.authorize(wish), { kind: 'transient', outcome: 'unknown' });
        const found = good(await provider.account.findPayment(wish));
        if (when === 'before') assert.equal(found, undefined);
        else assert.deepEqual(good(await provider.account.authorize(wish)), found?.authorization);
      }
      assert.equal(provider.opened(), 1);
    },
  },
  ...writes.map((write): Check => ({
    title: `${write}: a rate limit and a refused key are definite, and tell what to do`,
    async run(provider) {
      const { send, applied } = await prepare[write](provider);
      const limited = answer(429, { headers: { 'retry-after': '7' }, body: '{"error":{}}' });
      provider.strike(write, { when: 'before', effect: limited });
      fails(await send(), { kind: 'rate_limited', outcome: 'not_applied', retryAfterSeconds: 7 });
      const body = '{"error":{"code":"nobody","type":"invalid_request_error","message":"Invalid key"}}';
      provider.strike(write, { when: 'before', effect: answer(401, { body }) });
      fails(await send(), { kind: 'auth', outcome: 'not_applied' });
      assert.equal(applied(), 0);
    },
  })),
  {
    title: 'follows no redirect, and takes nothing that is no JSON for an answer',
    async run(provider) {
      const effects = [
        answer(307, { headers: { location: 'http://169.254.169.254/' } }),
        answer(200, { body: '<html>' }),
        answer(404, { body: '<html>' }),
        answer(200, { body: '{}' }),
      ];
      for (const effect of effects) {
        const { send } = await prepare.authorize(provider);
        provider.strike('authorize', { when: 'before', effect });
        fails(await send(), { kind: 'transient', outcome: 'unknown' });
      }
      assert.equal(provider.opened(), 0);
    },
  },
  {
    title: 'knows that nothing was applied where nobody listens',
    async run(provider) {
      const { send } = await prepare.authorize(provider);
      const accept = await provider.refuseConnections();
      fails(await send(), { kind: 'transient', outcome: 'not_applied' });
      await accept();
      good(await send());
    },
  },
  {
    title: 'lets no token and no key into errors or logs',
    async run(provider) {
      const results: unknown[] = [];
      const tokens: string[] = [];
      const effects = [
        answer(500),
        answer(401, { body: '{"error":{}}' }),
        { kind: 'cut' },
        { kind: 'hang' },
      ] as const;
      for (const effect of effects) {
        const wish = await request(provider);
        tokens.push(wish.token);
        provider.strike('authorize', { when: 'before', effect });
        results.push(await provider.account.authorize(wish));
        results.push(await provider.other.authorize(wish));
      }
      const written = JSON.stringify([results, provider.logged]);
      assert.ok(provider.logged.length >= effects.length);
      for (const secret of [...tokens, ...provider.secrets])
        assert.ok(!written.includes(secret), `${secret} is written: ${written}`);
    },
  },
];

export const failing: readonly Check[] = [...lostAnswers, ...definite];
