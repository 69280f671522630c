import type { PaymentId } from '@acp-hub/payment';
import { good } from '@acp-hub/payment-testkit';
import { openSandbox, payment, type Sandbox } from './support/sandbox';

// What every provider promises is tried in conformance.test.ts; here is what is the sandbox's own.

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

it('writes the reference and the notes beside the payment', async () => {
  const authorization = good(
    await sandbox.account.authorize(payment('tok_sandbox_ok', { metadata: { note: 'x' } })),
  );
  const { paymentId } = authorization as { paymentId: PaymentId };
  expect(sandbox.psp.payments().find(({ id }) => id === paymentId)).toMatchObject({
    currency: 'USD',
    reference: { tenant_id: 'ten_1', session_id: 'cs_1', attempt: 1 },
    metadata: { note: 'x' },
  });
});

it('tells of a token that is none', async () => {
  const answer = good(await sandbox.account.authorize(payment('tok_unknown')));
  expect(answer).toMatchObject({ status: 'declined', code: 'token_invalid' });
});

it('says what an agent needs for 3-D Secure', async () => {
  const asked = good(await sandbox.account.authorize(payment('tok_sandbox_requires_3ds')));
  expect(asked).toMatchObject({
    status: 'requires_authentication',
    authentication: { acquirer: { merchantId: 'acct_demo', bin: '400000' }, directoryServer: 'visa' },
  });
});
