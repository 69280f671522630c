import { sameMoney } from '@acp-hub/commerce';
import type { PaymentAccount, PaymentContext } from '@acp-hub/payment';
import { toStripeAmount } from './amounts';
import { authorize } from './authorize';
import { checkAccount } from './check-account';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { nonsense } from './connection-failure';
import { orderMetadata } from './metadata';
import { captureOf } from './payment';
import { readPayment, readPaymentByKey, WITH_CHARGE } from './read-payment';
import { refund } from './refund';
import { parseWebhook } from './webhook';
import { intentSchema } from './wire';
import { write } from './write';

/** The merchant's account at Stripe. */
export const createStripeAccount = (
  client: StripeClient,
  config: StripeConfig,
  context: PaymentContext,
): PaymentAccount => ({
  check: () => checkAccount(client, config),

  authorize: (request) => authorize(client, config, context, request),

  async capture({ paymentId, amount, orderId, idempotencyKey }) {
    const wanted = toStripeAmount(amount);
    if (!wanted.ok) return wanted;
    const answer = await write(client, intentSchema, idempotencyKey, (sdk, options) =>
      sdk.paymentIntents.capture(
        paymentId,
        { amount_to_capture: wanted.amount, metadata: orderMetadata(orderId), expand: WITH_CHARGE },
        options,
      ),
    );
    if (!answer.ok) return answer;
    const capture = captureOf(answer.value);
    return capture !== undefined && sameMoney(capture.amount, amount)
      ? { ok: true, value: capture }
      : { ok: false, error: nonsense('the payment shows no such capture') };
  },

  async void({ paymentId, idempotencyKey }) {
    const answer = await write(client, intentSchema, idempotencyKey, (sdk, options) =>
      sdk.paymentIntents.cancel(
        paymentId,
        { cancellation_reason: 'abandoned', expand: WITH_CHARGE },
        options,
      ),
    );
    if (!answer.ok) return answer;
    return answer.value.status === 'canceled'
      ? { ok: true, value: undefined }
      : { ok: false, error: nonsense(`the voided payment is ${answer.value.status}`) };
  },

  refund: (request) => refund(client, request),

  retrieve: (id) => readPayment(client, config, id),

  findPayment: ({ idempotencyKey }) => readPaymentByKey(client, config, idempotencyKey, context.clock.now()),

  parseWebhook: async (request) => parseWebhook(client.sdk, config, context, request),
});
