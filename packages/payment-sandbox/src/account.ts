import type { Payment, PaymentAccount, PaymentReadResult } from '@acp-hub/payment';
import type { SandboxAnswer, SandboxClient } from './client';
import type { SandboxConfig } from './config';
import { nonsense } from './failure';
import { toAuthorization, toPayment } from './payment';
import { expectAmount, read, readMovement } from './read';
import { authorizeBody, movementBody } from './requests';
import { accountSchema, paymentListSchema, paymentSchema } from './wire';

/** The merchant's account at the sandbox server. */
export function createSandboxAccount(call: SandboxClient, config: SandboxConfig): PaymentAccount {
  const write = (path: string, idempotencyKey: string, body: object): Promise<SandboxAnswer> =>
    call({ method: 'POST', path, body, idempotencyKey });
  const pathOf = (paymentId: string, action = ''): string =>
    `/payments/${encodeURIComponent(paymentId)}${action}`;

  return {
    async check() {
      const answer = read(await call({ method: 'GET', path: '/account' }), accountSchema);
      if (!answer.ok) return answer;
      const { merchant_id: owner } = answer.value;
      if (owner === config.merchantId) return { ok: true, value: undefined };
      const message = `The API key belongs to ${owner}, not to ${config.merchantId}: correct the merchant id.`;
      return { ok: false, error: { kind: 'config', message } };
    },

    async authorize(request) {
      const answer = await write('/payments', request.idempotencyKey, authorizeBody(request));
      const payment = expectAmount(read(answer, paymentSchema), request.amount);
      return payment.ok ? { ok: true, value: toAuthorization(payment.value) } : payment;
    },

    async capture(request) {
      const path = pathOf(request.paymentId, '/capture');
      const answer = await write(path, request.idempotencyKey, movementBody(request));
      return readMovement(answer, { ...request, kind: 'capture' });
    },

    async refund(request) {
      const path = pathOf(request.paymentId, '/refunds');
      const answer = await write(path, request.idempotencyKey, movementBody(request));
      return readMovement(answer, { ...request, kind: 'refund' });
    },

    async void(request) {
      const answer = await write(pathOf(request.paymentId, '/void'), request.idempotencyKey, {});
      const payment = read(answer, paymentSchema);
      if (!payment.ok) return payment;
      return payment.value.status === 'voided'
        ? { ok: true, value: undefined }
        : { ok: false, error: nonsense(`the voided payment is ${payment.value.status}`) };
    },

    async retrieve(paymentId): Promise<PaymentReadResult<Payment | undefined>> {
      const payment = read(await call({ method: 'GET', path: pathOf(paymentId) }), paymentSchema);
      if (payment.ok) return { ok: true, value: toPayment(payment.value) };
      const isUnknown = payment.error.kind === 'rejected' && payment.error.reason === 'unknown_payment';
      return isUnknown ? { ok: true, value: undefined } : payment;
    },

    async findPayment({ idempotencyKey }) {
      const path = `/payments?${new URLSearchParams({ idempotency_key: idempotencyKey }).toString()}`;
      const list = read(await call({ method: 'GET', path }), paymentListSchema);
      if (!list.ok) return list;
      const [payment] = list.value.payments;
      return { ok: true, value: payment && toPayment(payment) };
    },
  };
}
