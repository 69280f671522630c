import type { FaultPlan } from '@acp-hub/fake-kit';
import type { PaymentId } from '@acp-hub/payment';
import { good } from '@acp-hub/payment-testkit';
import { openSandbox, payment, usd, type Sandbox } from './support/sandbox';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

const failed = (kind: string, outcome: string) => ({ ok: false, error: { kind, outcome } });

const answer = (status: number, headers: Record<string, string> = {}): FaultPlan['effect'] => ({
  kind: 'answer',
  status,
  headers,
});
const after = (effect: FaultPlan['effect']): FaultPlan => ({ when: 'after', effect });
const lie = (merge: Record<string, string | number | null>) => after({ kind: 'patch', merge });

it.each<[string, FaultPlan, string, string]>([
  ['a cut in the body', after({ kind: 'truncate' }), 'transient', 'unknown'],
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
