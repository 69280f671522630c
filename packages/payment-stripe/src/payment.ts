import type { AuthenticationMetadata, Money } from '@acp-hub/commerce';
import { paymentId, type Authorization, type Payment, type PaymentMovement } from '@acp-hub/payment';
import type { StripeConfig } from './config';
import { cardDecline } from './declines';
import type { WireDispute, WireIntent, WireRefund } from './wire';

type Acquirer = StripeConfig['acquirer'];

/** What became of an authorise; `undefined` while Stripe itself does not know. */
export function toAuthorization(intent: WireIntent, acquirer: Acquirer): Authorization | undefined {
  const id = paymentId(intent.id);
  switch (intent.status) {
    case 'requires_capture':
      return { status: 'authorized', paymentId: id, amount: intent.amount };
    case 'succeeded': {
      const capture = captureOf(intent);
      if (intent.capture_method === 'manual' || capture === undefined)
        return { status: 'authorized', paymentId: id, amount: intent.amount };
      return { status: 'captured', paymentId: id, capture };
    }
    case 'canceled':
      // Without a charge nothing was ever reserved: the buyer did not authenticate.
      return intent.latest_charge === null
        ? cardDecline({ code: 'authentication_required' }, id)
        : { status: 'authorized', paymentId: id, amount: intent.amount };
    case 'requires_payment_method':
      return cardDecline(intent.last_payment_error, id);
    case 'requires_action':
      return acquirer === undefined
        ? cardDecline({ code: 'authentication_required' }, id)
        : { status: 'requires_authentication', paymentId: id, authentication: askFor(intent, acquirer) };
    case 'requires_confirmation':
    case 'processing':
      return undefined;
  }
}

const directoryServers: Readonly<Record<string, AuthenticationMetadata['directoryServer']>> = {
  visa: 'visa',
  mastercard: 'mastercard',
  american_express: 'american_express',
};

const askFor = (intent: WireIntent, acquirer: NonNullable<Acquirer>): AuthenticationMetadata => ({
  acquirer: {
    bin: acquirer.bin,
    country: acquirer.country,
    merchantId: acquirer.merchantId,
    merchantName: acquirer.merchantName,
    ...(acquirer.requestorId !== undefined && { requestorId: acquirer.requestorId }),
  },
  directoryServer:
    directoryServers[intent.next_action?.use_stripe_sdk?.directory_server_name ?? ''] ?? 'visa',
  flowPreference: { type: 'challenge', challenge: 'preferred' },
});

/** What was taken, if anything; Stripe captures an intent once. */
export function captureOf({
  latest_charge: charge,
  amount_received,
}: WireIntent): PaymentMovement | undefined {
  if (charge === null || amount_received.amount === 0) return undefined;
  return {
    id: charge.id,
    kind: 'capture',
    amount: amount_received,
    ...(charge.balance_transaction && { fee: charge.balance_transaction }),
    status: 'succeeded',
    at: charge.created,
  };
}

const refundStatuses: Readonly<Record<string, PaymentMovement['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

export const refundOf = (refund: WireRefund): PaymentMovement => ({
  id: refund.id,
  kind: 'refund',
  amount: refund.amount,
  ...(refund.balance_transaction && { fee: refund.balance_transaction }),
  status: refundStatuses[refund.status ?? ''] ?? 'pending',
  at: refund.created,
});

/** Money is gone once a dispute is lost, and never was where it is won or only inquired about. */
const disputeStatuses: Readonly<Record<string, PaymentMovement['status']>> = {
  lost: 'succeeded',
  won: 'failed',
  prevented: 'failed',
  warning_needs_response: 'failed',
  warning_under_review: 'failed',
  warning_closed: 'failed',
};

const disputeOf = (dispute: WireDispute): PaymentMovement => ({
  id: dispute.id,
  kind: 'dispute',
  amount: dispute.amount,
  ...feeOf(dispute.balance_transactions ?? []),
  status: disputeStatuses[dispute.status] ?? 'pending',
  at: dispute.created,
});

/** What the account is charged for being disputed: once, when the money is taken back. */
function feeOf(fees: readonly (Money | null)[]): { readonly fee?: Money } {
  const [first, ...others] = fees.filter((fee) => fee !== null);
  if (first === undefined) return {};
  const amount = others.reduce((sum, fee) => sum + fee.amount, first.amount);
  return { fee: { ...first, amount } };
}

/** The whole payment, out of the intent and what hangs on it. */
export function toPayment(
  intent: WireIntent,
  authorization: Authorization,
  refunds: readonly WireRefund[],
  disputes: readonly WireDispute[],
): Payment {
  const capture = captureOf(intent);
  const refunded = refunds.map(refundOf);
  const movements = [...(capture ? [capture] : []), ...refunded, ...disputes.map(disputeOf)];
  const back = refunded
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  return {
    id: paymentId(intent.id),
    authorization,
    voided: intent.status === 'canceled',
    captured: intent.amount_received,
    refunded: { amount: back, currency: intent.amount.currency },
    movements: movements.sort((one, other) => one.at.localeCompare(other.at)),
  };
}
