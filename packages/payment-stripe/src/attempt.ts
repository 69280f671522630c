import Stripe from 'stripe';
import { paymentId, type Authorization, type PaymentWriteError } from '@acp-hub/payment';
import type { StripeClient } from './client';
import { cardDecline } from './declines';
import { isKeptFailure } from './failure';
import { declinedIntentSchema, intentSchema, type WireIntent } from './wire';

/** What came of creating, confirming or cancelling an intent. */
export type Attempt =
  | { readonly kind: 'intent'; readonly intent: WireIntent }
  | { readonly kind: 'declined'; readonly decline: Authorization }
  | {
      readonly kind: 'failed';
      readonly error: PaymentWriteError;
      /** The parameter that Stripe objects to. */
      readonly param: string | undefined;
      /** Stripe has kept a 500 for this key, and will do nothing under it any more. */
      readonly isKept: boolean;
    };

/** Runs a write; a 402 with the intent in its error is the issuer's answer and no failure. */
export async function attempt(
  client: StripeClient,
  call: (sdk: Stripe) => Promise<unknown>,
): Promise<Attempt> {
  let thrown: unknown;
  const answer = await client.read(intentSchema, async (sdk) => {
    try {
      return await call(sdk);
    } catch (error) {
      thrown = error;
      throw error;
    }
  });
  if (answer.ok) return { kind: 'intent', intent: answer.value };
  if (thrown instanceof Stripe.errors.StripeCardError) {
    const intent = declinedIntentSchema.safeParse(thrown.payment_intent);
    const id = intent.success ? paymentId(intent.data.id) : undefined;
    return { kind: 'declined', decline: cardDecline(thrown, id) };
  }
  const param = thrown instanceof Stripe.errors.StripeInvalidRequestError ? thrown.param : undefined;
  return { kind: 'failed', error: answer.error, param, isKept: isKeptFailure(thrown) };
}
