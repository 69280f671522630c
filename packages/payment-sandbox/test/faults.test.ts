import type { FaultPlan } from '@acp-hub/fake-kit';
import type { PaymentId } from '@acp-hub/payment';
import { DEADLINE_MS, good, openSandbox, payment, usd, type Sandbox } from './support/sandbox';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

const failed = (kind: string, outcome: string) => ({ ok: false, error: { kind, outcome } });

describe('a time-out', () => {
  it('before applying is unknown: nothing is found, and the same key pays once', async () => {
    const request = payment('tok_sandbox_timeout_before');
    const timedOut = await sandbox.account.authorize(request);
    expect(timedOut).toMatchObject(failed('transient', 'unknown'));
    expect(timedOut).toMatchObject({
      error: { message: expect.stringContaining(`within ${DEADLINE_MS} ms`) },
    });
    expect(await sandbox.account.findPayment(request)).toEqual({ ok: true, value: undefined });
    expect(good(await sandbox.account.authorize(request))).toMatchObject({ status: 'authorized' });
    expect(sandbox.psp.payments()).toHaveLength(1);
  });

  it('after applying is unknown: the payment is found, and the same key answers with it', async () => {
    const request = payment('tok_sandbox_timeout_after');
    expect(await sandbox.account.authorize(request)).toMatchObject(failed('transient', 'unknown'));
    const found = good(await sandbox.account.findPayment(request));
    expect(found?.authorization).toMatchObject({ status: 'authorized', amount: usd(1_999) });
    expect(good(await sandbox.account.authorize(request))).toEqual(found?.authorization);
    expect(sandbox.psp.payments()).toHaveLength(1);
  });

  it('of a capture is unknown, and the same key captures once', async () => {
    const { paymentId } = good(await sandbox.account.authorize(payment())) as { paymentId: PaymentId };
    sandbox.psp.faults.schedule({ path: '/payments/*/capture', when: 'after', effect: { kind: 'hang' } });
    const capture = { idempotencyKey: 'capture-1', paymentId, amount: usd(1_999) };
    expect(await sandbox.account.capture(capture)).toMatchObject(failed('transient', 'unknown'));
    expect(good(await sandbox.account.retrieve(paymentId))?.captured).toEqual(usd(1_999));
    expect(good(await sandbox.account.capture(capture))).toMatchObject({ amount: usd(1_999) });
  });
});

const answer = (status: number, headers: Record<string, string> = {}): FaultPlan['effect'] => ({
  kind: 'answer',
  status,
  headers,
});
const after = (effect: FaultPlan['effect']): FaultPlan => ({ when: 'after', effect });
const lie = (merge: Record<string, string | number | null>) => after({ kind: 'patch', merge });

it.each<[string, FaultPlan, string, string]>([
  ['a 500', { effect: answer(500) }, 'transient', 'unknown'],
  ['a 503 after applying', after(answer(503)), 'transient', 'unknown'],
  ['a cut before applying', { effect: { kind: 'cut' } }, 'transient', 'unknown'],
  ['a cut after applying', after({ kind: 'cut' }), 'transient', 'unknown'],
  ['a cut in the body', after({ kind: 'truncate' }), 'transient', 'unknown'],
  ['a redirect', { effect: answer(307, { location: 'http://169.254.169.254/' }) }, 'transient', 'unknown'],
  ['a rate limit', { effect: answer(429) }, 'rate_limited', 'not_applied'],
  ['a refused key', { effect: answer(401) }, 'auth', 'not_applied'],
  ['no JSON', after({ kind: 'answer', status: 200, body: '<html>' }), 'transient', 'unknown'],
  ['an error page', { effect: { kind: 'answer', status: 404, body: '<html>' } }, 'transient', 'unknown'],
  ['another amount', lie({ amount: 1 }), 'transient', 'unknown'],
  ['more authorized than asked', lie({ authorized: 2_000 }), 'transient', 'unknown'],
  ['another currency', lie({ currency: 'EUR' }), 'transient', 'unknown'],
  ['no currency', lie({ currency: 'ZZZ' }), 'transient', 'unknown'],
  ['a status of its own', lie({ status: 'maybe' }), 'transient', 'unknown'],
  ['no id', lie({ id: null }), 'transient', 'unknown'],
])('tells what is known after %s', async (_name, fault, kind, outcome) => {
  sandbox.psp.faults.schedule(fault);
  expect(await sandbox.account.authorize(payment())).toMatchObject(failed(kind, outcome));
  expect(sandbox.psp.journal.entries()).toHaveLength(1);
});

it('believes no capture of another amount', async () => {
  const { paymentId } = good(await sandbox.account.authorize(payment())) as { paymentId: PaymentId };
  sandbox.psp.faults.schedule(after({ kind: 'patch', merge: { events: [] } }));
  const capture = { idempotencyKey: 'capture-1', paymentId, amount: usd(1_999) };
  expect(await sandbox.account.capture(capture)).toMatchObject(failed('transient', 'unknown'));
});

it('knows that nothing was applied where nobody listens', async () => {
  await sandbox.psp.refuse();
  expect(await sandbox.account.authorize(payment())).toMatchObject(failed('transient', 'not_applied'));
  await sandbox.psp.accept();
});

it.each([
  ['7', 7],
  ['Fri, 17 Apr 2026 00:00:30 GMT', 30],
])('reads Retry-After: %s', async (header, retryAfterSeconds) => {
  sandbox.psp.faults.schedule({ effect: answer(429, { 'retry-after': header }) });
  expect(await sandbox.account.authorize(payment())).toMatchObject({
    ok: false,
    error: { retryAfterSeconds },
  });
});

it('is slow and right within the deadline', async () => {
  sandbox.psp.faults.schedule({ effect: { kind: 'delay', milliseconds: 100 } });
  expect((await sandbox.account.authorize(payment())).ok).toBe(true);
});

it('lets no token and no key into errors or logs', async () => {
  const token = 'tok_very_secret';
  const results = [await sandbox.account.authorize(payment(token))];
  for (const effect of [answer(500), answer(401), { kind: 'cut' }, { kind: 'hang' }] as const) {
    sandbox.psp.faults.schedule({ effect });
    results.push(await sandbox.account.authorize(payment(token)));
  }
  const written = JSON.stringify([results, sandbox.logged]);
  expect(sandbox.logged.length).toBeGreaterThanOrEqual(5);
  expect(written).not.toContain(token);
  expect(written).not.toContain(sandbox.config.apiKey);
});
