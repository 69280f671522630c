import type Stripe from 'stripe';
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
  if (!isSigned(webhooks, headers['stripe-signature'], body, webhookSecret, clock.now()))
    return fail({
      kind: 'rejected',
      reason: 'signature_invalid',
      message: 'The signature is missing, wrong or too old.',
    });
  const event = parseJson(body);
  if (event === undefined)
    return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The delivery is no JSON.' });
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success)
    return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The delivery is no event.' });
  if (parsed.data.livemode !== (mode === 'live'))
    return fail({ kind: 'rejected', reason: 'invalid_request', message: 'The event is of the other mode.' });
  return { ok: true, value: { id: parsed.data.id, paymentIds: paymentsIn(parsed.data).map(paymentId) } };
}

/** Whatever the SDK throws at a header of anybody's making: it does not hold. */
function isSigned(
  { signature: verifier }: Stripe['webhooks'],
  header: string | undefined,
  body: Buffer,
  secret: string,
  now: Date,
): boolean {
  if (verifier === null || header === undefined) return false;
  try {
    return verifier.verifyHeader(body, header, secret, TOLERANCE_SECONDS, undefined, now.getTime());
  } catch {
    return false;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Intents name themselves; charges, refunds and disputes name their intent; granted tokens have none. */
const paymentsIn = ({ data: { object } }: WireEvent): string[] => {
  if (object.object === 'payment_intent') return [object.id];
  return object.payment_intent ? [object.payment_intent] : [];
};
