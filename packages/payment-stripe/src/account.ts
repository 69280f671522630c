import type {
  Payment,
  PaymentAccount,
  PaymentContext,
  PaymentReadResult,
  RefundRequest,
} from '@acp-hub/payment';
import { sameMoney } from '@acp-hub/commerce';
import { toStripeAmount } from './amounts';
import { authorize, WITH_CHARGE } from './authorize';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { nonsense, transient } from './connection-failure';
import { orderMetadata, searchByKey } from './metadata';
import { captureOf, refundOf, toAuthorization, toPayment } from './payment';
import { parseWebhook } from './webhook';
import {
  accountSchema,
  disputeListSchema,
  foundSchema,
  intentSchema,
  refundListSchema,
  refundSchema,
} from './wire';

/** The merchant's account at Stripe. */
export function createStripeAccount(
  client: StripeClient,
  config: StripeConfig,
  context: PaymentContext,
): PaymentAccount {
  const retrieve = (id: string): Promise<PaymentReadResult<Payment | undefined>> =>
    readPayment(client, config, id);
  return {
    async check() {
      const answer = await client.read(accountSchema, (sdk) =>
        sdk.rawRequest('GET', '/v1/account', undefined, client.options()),
      );
      if (!answer.ok) return answer;
      const { id } = answer.value;
      if (!config.merchantId.startsWith('acct_') || config.merchantId === id)
        return { ok: true, value: undefined };
      const message = `The secret key belongs to ${id}, not to ${config.merchantId}: correct the merchant id.`;
      return { ok: false, error: { kind: 'config', message } };
    },

    authorize: (request) => authorize(client, config, context, request),

    async capture({ paymentId, amount, orderId, idempotencyKey }) {
      const wanted = toStripeAmount(amount);
      if (!wanted.ok) return wanted;
      const answer = await client.read(intentSchema, (sdk) =>
        sdk.paymentIntents.capture(
          paymentId,
          { amount_to_capture: wanted.amount, metadata: orderMetadata(orderId), expand: WITH_CHARGE },
          client.options(idempotencyKey),
        ),
      );
      if (!answer.ok) return answer;
      const capture = captureOf(answer.value);
      return capture !== undefined && sameMoney(capture.amount, amount)
        ? { ok: true, value: capture }
        : { ok: false, error: nonsense('the payment shows no such capture') };
    },

    async void({ paymentId, idempotencyKey }) {
      const answer = await client.read(intentSchema, (sdk) =>
        sdk.paymentIntents.cancel(
          paymentId,
          { cancellation_reason: 'abandoned', expand: WITH_CHARGE },
          client.options(idempotencyKey),
        ),
      );
      if (!answer.ok) return answer;
      return answer.value.status === 'canceled'
        ? { ok: true, value: undefined }
        : { ok: false, error: nonsense(`the voided payment is ${answer.value.status}`) };
    },

    async refund({ paymentId, amount, reason, orderId, idempotencyKey }) {
      const wanted = toStripeAmount(amount);
      if (!wanted.ok) return wanted;
      const answer = await client.read(refundSchema, (sdk) =>
        sdk.refunds.create(
          {
            payment_intent: paymentId,
            amount: wanted.amount,
            metadata: orderMetadata(orderId),
            expand: ['balance_transaction'],
            ...reasonOf(reason),
          },
          client.options(idempotencyKey),
        ),
      );
      if (!answer.ok) return answer;
      const refund = refundOf(answer.value);
      return sameMoney(refund.amount, amount)
        ? { ok: true, value: refund }
        : { ok: false, error: nonsense('the refund is of another amount') };
    },

    retrieve,

    async findPayment({ idempotencyKey }) {
      const found = await client.read(foundSchema, (sdk) =>
        sdk.paymentIntents.search({ query: searchByKey(idempotencyKey), limit: 1 }, client.options()),
      );
      if (!found.ok) return found;
      const [intent] = found.value.data;
      return intent === undefined ? { ok: true, value: undefined } : retrieve(intent.id);
    },

    parseWebhook: async (request) => parseWebhook(client.sdk, config, context, request),
  };
}

/** Stripe knows no reason like ours for an order that failed. */
const reasonOf = (reason: RefundRequest['reason']) =>
  reason === undefined || reason === 'order_failed' ? {} : { reason };

/** As many refunds and disputes of one payment are read; Stripe answers no more at once. */
const PAGE = 100;

async function readPayment(
  client: StripeClient,
  { acquirer }: StripeConfig,
  id: string,
): Promise<PaymentReadResult<Payment | undefined>> {
  const query = { payment_intent: id, limit: PAGE };
  const intent = await client.read(intentSchema, (sdk) =>
    sdk.paymentIntents.retrieve(id, { expand: WITH_CHARGE }, client.options()),
  );
  if (!intent.ok)
    return intent.error.kind === 'rejected' && intent.error.reason === 'unknown_payment'
      ? { ok: true, value: undefined }
      : intent;
  const authorization = toAuthorization(intent.value, acquirer);
  if (authorization === undefined)
    return {
      ok: false,
      error: transient(`Stripe is still at work on the payment (${intent.value.status}).`, 'unknown'),
    };

  const isTaken = intent.value.amount_received.amount > 0;
  const expand = ['data.balance_transaction'];
  const refunds = isTaken
    ? await client.read(refundListSchema, (sdk) => sdk.refunds.list({ ...query, expand }, client.options()))
    : NONE;
  if (!refunds.ok) return refunds;
  const disputes = intent.value.latest_charge?.disputed
    ? await client.read(disputeListSchema, (sdk) => sdk.disputes.list(query, client.options()))
    : NONE;
  if (!disputes.ok) return disputes;
  return { ok: true, value: toPayment(intent.value, authorization, refunds.value.data, disputes.value.data) };
}

const NONE = { ok: true, value: { data: [] } } as const;
