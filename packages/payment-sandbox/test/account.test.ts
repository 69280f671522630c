import type { PaymentId } from '@acp-hub/payment';
import { good, openSandbox, payment, usd, type Sandbox } from './support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

async function authorized(): Promise<PaymentId> {
  const authorization = good(await sandbox.account.authorize(payment()));
  if (authorization.status !== 'authorized') throw new Error(authorization.status);
  return authorization.paymentId;
}
const books = (id: PaymentId) => sandbox.psp.payments().find((one) => one.id === id);

describe('authorize', () => {
  it('reserves the amount and writes the reference', async () => {
    const request = payment('tok_sandbox_ok', { metadata: { note: 'x' } });
    const authorization = good(await sandbox.account.authorize(request));
    expect(authorization).toMatchObject({ status: 'authorized', amount: usd(1_999) });
    expect(books((authorization as { paymentId: PaymentId }).paymentId)).toMatchObject({
      authorized: 1_999,
      captured: 0,
      currency: 'USD',
      reference: { tenant_id: 'ten_1', session_id: 'cs_1', attempt: 1 },
      metadata: { note: 'x' },
    });
  });

  it('answers the same under the same key, and opens one payment', async () => {
    const request = payment();
    const before = sandbox.psp.payments().length;
    const first = await sandbox.account.authorize(request);
    expect(first.ok).toBe(true);
    expect(await sandbox.account.authorize(request)).toEqual(first);
    expect(sandbox.psp.payments()).toHaveLength(before + 1);
  });

  it('rejects the same key for another amount', async () => {
    const request = payment();
    await sandbox.account.authorize(request);
    expect(await sandbox.account.authorize({ ...request, amount: usd(1) })).toMatchObject({
      ok: false,
      error: { kind: 'rejected', reason: 'idempotency_conflict', outcome: 'not_applied' },
    });
  });

  it.each([
    ['tok_sandbox_declined', 'card_declined'],
    ['tok_sandbox_insufficient_funds', 'insufficient_funds'],
    ['tok_unknown', 'token_invalid'],
  ])('tells of a decline as a value: %s', async (token, code) => {
    expect(good(await sandbox.account.authorize(payment(token)))).toMatchObject({ status: 'declined', code });
  });

  it('asks for 3-D Secure and goes on with its result', async () => {
    const token = 'tok_sandbox_requires_3ds';
    const asked = good(await sandbox.account.authorize(payment(token)));
    expect(asked).toMatchObject({
      status: 'requires_authentication',
      authentication: { acquirer: { merchantId: 'acct_demo', bin: '400000' }, directoryServer: 'visa' },
    });
    const { paymentId } = asked as { paymentId: PaymentId };
    const resume = (outcome: 'authenticated' | 'denied', id: PaymentId) =>
      sandbox.account.authorize(payment(token, { authentication: { paymentId: id, result: { outcome } } }));
    expect(good(await resume('authenticated', paymentId))).toMatchObject({ status: 'authorized', paymentId });
    const other = good(await sandbox.account.authorize(payment(token))) as { paymentId: PaymentId };
    expect(good(await resume('denied', other.paymentId))).toMatchObject({
      status: 'declined',
      code: 'authentication_failed',
    });
  });
});

describe('capture, void and refund', () => {
  it('move what they are told to, once per key', async () => {
    const paymentId = await authorized();
    const capture = { idempotencyKey: `${paymentId}-capture`, paymentId, amount: usd(1_500) };
    const captured = await sandbox.account.capture(capture);
    expect(good(captured)).toMatchObject({ kind: 'capture', amount: usd(1_500), status: 'succeeded' });
    expect(await sandbox.account.capture(capture)).toEqual(captured);
    const refund = { idempotencyKey: `${paymentId}-refund`, paymentId, amount: usd(500) };
    const refunded = await sandbox.account.refund({ ...refund, reason: 'requested_by_customer' });
    expect(good(refunded)).toMatchObject({ kind: 'refund', amount: usd(500) });
    expect(await sandbox.account.refund({ ...refund, reason: 'requested_by_customer' })).toEqual(refunded);
    expect(books(paymentId)).toMatchObject({ captured: 1_500, refunded: 500 });
  });

  it('release a reservation, once per key', async () => {
    const paymentId = await authorized();
    const request = { idempotencyKey: `${paymentId}-void`, paymentId };
    expect(await sandbox.account.void(request)).toEqual({ ok: true, value: undefined });
    expect(await sandbox.account.void(request)).toEqual({ ok: true, value: undefined });
    expect(books(paymentId)).toMatchObject({ status: 'voided', voided: 1_999 });
  });

  it.each([
    ['capture', 'amount_out_of_range', 2_000],
    ['refund', 'wrong_state', 1],
  ] as const)('reject a wrong %s with a reason: %s', async (action, reason, amount) => {
    const paymentId = await authorized();
    const result = await sandbox.account[action]({
      idempotencyKey: paymentId,
      paymentId,
      amount: usd(amount),
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'rejected', reason, outcome: 'not_applied' } });
  });
});

describe('looking a payment up', () => {
  it('shows sums and movements', async () => {
    const paymentId = await authorized();
    await sandbox.account.capture({ idempotencyKey: `${paymentId}-1`, paymentId, amount: usd(1_999) });
    await sandbox.account.refund({ idempotencyKey: `${paymentId}-2`, paymentId, amount: usd(99) });
    expect(good(await sandbox.account.retrieve(paymentId))).toMatchObject({
      id: paymentId,
      authorization: { status: 'authorized', amount: usd(1_999) },
      voided: false,
      captured: usd(1_999),
      refunded: usd(99),
      movements: [
        { kind: 'capture', amount: usd(1_999) },
        { kind: 'refund', amount: usd(99) },
      ],
    });
  });

  it('finds it by the key of its authorise, also a declined one', async () => {
    const request = payment('tok_sandbox_declined');
    await sandbox.account.authorize(request);
    const found = good(await sandbox.account.findPayment(request));
    expect(found?.authorization).toMatchObject({ status: 'declined', code: 'card_declined' });
  });

  it('answers undefined for what is not there, and for what is another merchant’s', async () => {
    const request = payment();
    await sandbox.account.authorize(request);
    const other = sandbox.connect({ apiKey: 'sk_sandbox_other', merchantId: 'acct_other' });
    const paymentId = await authorized();
    expect(await sandbox.account.findPayment({ idempotencyKey: 'never' })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await other.findPayment(request)).toEqual({ ok: true, value: undefined });
    expect(await other.retrieve(paymentId)).toEqual({ ok: true, value: undefined });
  });
});
