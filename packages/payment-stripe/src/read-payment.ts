import {
  paymentId,
  transientFailure,
  type Payment,
  type PaymentId,
  type PaymentReadResult,
} from '@acp-hub/payment';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { findIntent } from './find-intent';
import { listAll } from './list-all';
import { toAuthorization, toPayment } from './payment';
import { refundsOf } from './refund';
import { disputeSchema, intentSchema, type WireIntent } from './wire';

export const WITH_CHARGE = ['latest_charge.balance_transaction'];

/** The intent with its charge; `undefined` where Stripe knows none of that id. */
export async function readIntent(
  client: StripeClient,
  id: string,
): Promise<PaymentReadResult<WireIntent | undefined>> {
  const intent = await client.read(intentSchema, (sdk) =>
    sdk.paymentIntents.retrieve(id, { expand: WITH_CHARGE }, client.options()),
  );
  const isUnknown =
    !intent.ok && intent.error.kind === 'rejected' && intent.error.reason === 'unknown_payment';
  return isUnknown ? { ok: true, value: undefined } : intent;
}

/** The whole payment, with what was given back and what is disputed. */
export async function readPayment(
  client: StripeClient,
  { acquirer }: StripeConfig,
  id: PaymentId,
): Promise<PaymentReadResult<Payment | undefined>> {
  const found = await readIntent(client, id);
  if (!found.ok || found.value === undefined) return found as PaymentReadResult<undefined>;
  const intent = found.value;
  const authorization = toAuthorization(intent, acquirer);
  if (authorization === undefined)
    return {
      ok: false,
      error: transientFailure(`Stripe is still at work on the payment (${intent.status}).`, 'unknown'),
    };
  const refunds = intent.amount_received.amount > 0 ? await refundsOf(client, id) : NONE;
  if (!refunds.ok) return refunds;
  const disputes = intent.latest_charge?.disputed
    ? await listAll(client, disputeSchema, (sdk, page) =>
        sdk.disputes.list({ payment_intent: id, ...page }, client.options()),
      )
    : NONE;
  if (!disputes.ok) return disputes;
  return { ok: true, value: toPayment(intent, authorization, refunds.value, disputes.value) };
}

/** What became of an authorise under that key. */
export async function readPaymentByKey(
  client: StripeClient,
  config: StripeConfig,
  idempotencyKey: string,
  now: Date,
): Promise<PaymentReadResult<Payment | undefined>> {
  const found = await findIntent(client, idempotencyKey, now);
  if (!found.ok) return found;
  if (found.value === undefined) return { ok: true, value: undefined };
  const payment = await readPayment(client, config, paymentId(found.value.id));
  if (!payment.ok) return payment;
  // A payment is marked before it goes on, so that one that still waits did not go on.
  const waits = payment.value?.authorization.status === 'requires_authentication';
  return found.value.resumed && waits ? { ok: true, value: undefined } : payment;
}

const NONE = { ok: true, value: [] } as const;
