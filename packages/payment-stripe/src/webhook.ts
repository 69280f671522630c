import Stripe from 'stripe';
import {
  paymentId,
  type PaymentContext,
  type PaymentError,
  type PaymentReadResult,
  type PaymentWebhook,
  type WebhookRequest,
} from '@acp-hub/payment';
import type { StripeConfig } from './config';
import { eventSchema, type WireEvent } from './wire';

/** Seconds that a delivery may be old; a captured one cannot be played back later. */
const TOLERANCE_SECONDS = 300;

/** Verifies by the endpoint's secret, and names the payment that changed. News of other things name none. */
export function parseWebhook(
  { webhooks }: Stripe,
  { webhookSecret }: StripeConfig,
  { clock, mode }: PaymentContext,
  { headers, body }: WebhookRequest,
): PaymentReadResult<PaymentWebhook> {
  const fail = (error: PaymentError): PaymentReadResult<PaymentWebhook> => ({ ok: false, error });
  if (webhookSecret === undefined)
    return fail({ kind: 'config', message: 'The signing secret of the webhook endpoint is not set.' });
  let event: unknown;
  try {
    const signature = headers['stripe-signature'] ?? '';
    event = webhooks.constructEvent(
      body,
      signature,
      webhookSecret,
      TOLERANCE_SECONDS,
      undefined,
      clock.now().getTime(),
    );
  } catch (thrown) {
    if (thrown instanceof Stripe.errors.StripeSignatureVerificationError)
      return fail({
        kind: 'rejected',
        reason: 'signature_invalid',
        message: 'The signature is missing, wrong or too old.',
      });
    if (thrown instanceof SyntaxError)
      return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The delivery is no JSON.' });
    throw thrown;
  }
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success)
    return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The delivery is no event.' });
  if (parsed.data.livemode !== (mode === 'live'))
    return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The event is of the other mode.' });
  return { ok: true, value: { id: parsed.data.id, paymentIds: paymentsIn(parsed.data).map(paymentId) } };
}

/** Intents name themselves; charges, refunds and disputes name their intent; granted tokens have none. */
const paymentsIn = ({ data: { object } }: WireEvent): string[] => {
  if (object.object === 'payment_intent') return [object.id];
  return object.payment_intent ? [object.payment_intent] : [];
};
