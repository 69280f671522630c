import { sameMoney } from '@acp-hub/commerce';
import type {
  PaymentId,
  PaymentMovement,
  PaymentReadResult,
  PaymentWriteResult,
  RefundRequest,
} from '@acp-hub/payment';
import { toStripeAmount } from './amounts';
import type { StripeClient } from './client';
import { nonsense } from './connection-failure';
import { listAll } from './list-all';
import { KEY_MEMBER, refundMetadata } from './metadata';
import { refundOf } from './payment';
import { refundSchema, type WireRefund } from './wire';
import { write } from './write';

/**
 * Gives money back once for a key, for ever: Stripe forgets keys after a day, so that the refunds made already are
 * looked through first.
 */
export async function refund(
  client: StripeClient,
  request: RefundRequest,
): Promise<PaymentWriteResult<PaymentMovement>> {
  const { paymentId, amount, reason, idempotencyKey } = request;
  const wanted = toStripeAmount(amount);
  if (!wanted.ok) return wanted;
  const made = await refundsOf(client, paymentId);
  if (!made.ok) return { ok: false, error: { ...made.error, outcome: 'not_applied' } };
  const known = made.value.find(({ metadata }) => metadata[KEY_MEMBER] === idempotencyKey);
  if (known !== undefined) return sameMoney(known.amount, amount) ? value(known) : conflict(idempotencyKey);

  const answer = await write(client, refundSchema, idempotencyKey, (sdk, options) =>
    sdk.refunds.create(
      {
        payment_intent: paymentId,
        amount: wanted.amount,
        metadata: refundMetadata(request),
        expand: ['balance_transaction'],
        ...reasonOf(reason),
      },
      options,
    ),
  );
  if (!answer.ok) return answer;
  return sameMoney(answer.value.amount, amount)
    ? value(answer.value)
    : { ok: false, error: nonsense('the refund is of another amount') };
}

/** Every refund of a payment, newest first; up to date, unlike search. */
export const refundsOf = (
  client: StripeClient,
  id: PaymentId,
): Promise<PaymentReadResult<readonly WireRefund[]>> =>
  listAll(client, refundSchema, (sdk, page) =>
    sdk.refunds.list({ payment_intent: id, expand: ['data.balance_transaction'], ...page }, client.options()),
  );

const value = (made: WireRefund): PaymentWriteResult<PaymentMovement> => ({
  ok: true,
  value: refundOf(made),
});

const conflict = (idempotencyKey: string): PaymentWriteResult<PaymentMovement> => ({
  ok: false,
  error: {
    kind: 'rejected',
    reason: 'idempotency_conflict',
    message: `A refund of another amount was made under the key ${idempotencyKey}.`,
    outcome: 'not_applied',
  },
});

/** Stripe knows no reason like ours for an order that failed. */
const reasonOf = (reason: RefundRequest['reason']) =>
  reason === undefined || reason === 'order_failed' ? {} : { reason };
