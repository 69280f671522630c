import Stripe from 'stripe';
import { sameMoney } from '@acp-hub/commerce';
import {
  paymentId,
  type Authorization,
  type AuthorizeRequest,
  type PaymentContext,
  type PaymentWriteError,
  type PaymentWriteResult,
} from '@acp-hub/payment';
import { toStripeAmount } from './amounts';
import { authenticationOf, hasPassed } from './authentication';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { nonsense, transient } from './connection-failure';
import { cardDecline, decline } from './declines';
import { checkToken, TOKEN_PARAM } from './granted-token';
import { metadataOf } from './metadata';
import { toAuthorization } from './payment';
import { declinedIntentSchema, intentSchema, type WireIntent } from './wire';

type Answer = PaymentWriteResult<Authorization>;

export const WITH_CHARGE = ['latest_charge.balance_transaction'];

/** Reserves by a granted token, or goes on with an intent that asked for 3-D Secure. */
export async function authorize(
  client: StripeClient,
  { acquirer }: StripeConfig,
  { clock }: PaymentContext,
  request: AuthorizeRequest,
): Promise<Answer> {
  const wanted = toStripeAmount(request.amount);
  if (!wanted.ok) return wanted;
  const { authentication, idempotencyKey } = request;
  if (authentication?.paymentId !== undefined)
    return resume(client, acquirer, request, authentication.paymentId);
  if (authentication !== undefined && !hasPassed(authentication.result))
    return { ok: true, value: decline('authentication_failed') };

  const check = await checkToken(client, request.token, request.amount, clock.now());
  if (!check.ok) return check;
  if (check.value.kind === 'never') return { ok: true, value: check.value.decline };

  const parameters = {
    amount: wanted.amount,
    currency: request.amount.currency.toLowerCase(),
    confirm: true,
    capture_method: 'manual',
    payment_method_types: ['card'],
    payment_method_data: { shared_payment_granted_token: request.token },
    ...(authentication && authenticationOf(authentication.result)),
    // Nobody could run 3-D Secure, so that the card's demand for it is a no.
    ...((acquirer === undefined || authentication !== undefined) && { error_on_requires_action: true }),
    metadata: metadataOf(request),
    expand: WITH_CHARGE,
  };
  const created = await attempt(client, (sdk) =>
    sdk.paymentIntents.create(parameters as never, client.options(idempotencyKey)),
  );
  return refusesToken(created)
    ? { ok: true, value: check.value.kind === 'good' ? decline('token_invalid') : check.value.decline }
    : answerOf(created, request, acquirer);
}

async function resume(
  client: StripeClient,
  acquirer: StripeConfig['acquirer'],
  request: AuthorizeRequest,
  id: string,
): Promise<Answer> {
  const found = await client.read(intentSchema, (sdk) =>
    sdk.paymentIntents.retrieve(id, { expand: WITH_CHARGE }, client.options()),
  );
  if (!found.ok) return { ok: false, error: { ...found.error, outcome: 'not_applied' } };
  if (!sameMoney(found.value.amount, request.amount))
    return {
      ok: false,
      error: {
        kind: 'rejected',
        reason: 'amount_out_of_range',
        message: 'The payment was opened for another amount.',
        outcome: 'not_applied',
      },
    };
  // Decided already: by an earlier try, or by the buyer in Stripe's own pages.
  if (found.value.status !== 'requires_action')
    return answerOf({ kind: 'intent', intent: found.value }, request, acquirer);

  const result = request.authentication?.result;
  const options = client.options(request.idempotencyKey);
  const proof = result === undefined || !hasPassed(result) ? undefined : authenticationOf(result);
  const ended = await attempt(client, (sdk) =>
    proof === undefined
      ? sdk.paymentIntents.cancel(id, { cancellation_reason: 'abandoned', expand: WITH_CHARGE }, options)
      : sdk.paymentIntents.confirm(
          id,
          { ...proof, error_on_requires_action: true, expand: WITH_CHARGE } as never,
          options,
        ),
  );
  return answerOf(ended, request, acquirer);
}

type Attempt =
  | { readonly kind: 'intent'; readonly intent: WireIntent }
  | { readonly kind: 'declined'; readonly decline: Authorization }
  | { readonly kind: 'failed'; readonly error: PaymentWriteError; readonly param: string | undefined };

/** Runs a write; a 402 with the intent in its error is the issuer's answer and no failure. */
async function attempt(client: StripeClient, call: (sdk: Stripe) => Promise<unknown>): Promise<Attempt> {
  let cardError: Stripe.errors.StripeCardError | undefined;
  let param: string | undefined;
  const answer = await client.read(intentSchema, async (sdk) => {
    try {
      return await call(sdk);
    } catch (thrown) {
      if (thrown instanceof Stripe.errors.StripeCardError) cardError = thrown;
      if (thrown instanceof Stripe.errors.StripeInvalidRequestError) param = thrown.param;
      throw thrown;
    }
  });
  if (answer.ok) return { kind: 'intent', intent: answer.value };
  if (cardError === undefined) return { kind: 'failed', error: answer.error, param };
  const intent = declinedIntentSchema.safeParse(cardError.payment_intent);
  return {
    kind: 'declined',
    decline: cardDecline(cardError, intent.success ? paymentId(intent.data.id) : undefined),
  };
}

const refusesToken = (attempted: Attempt): boolean =>
  attempted.kind === 'failed' && attempted.error.kind === 'rejected' && attempted.param === TOKEN_PARAM;

/** A payment for another amount than asked is no success, whatever the status says. */
function answerOf(
  attempted: Attempt,
  { amount }: AuthorizeRequest,
  acquirer: StripeConfig['acquirer'],
): Answer {
  switch (attempted.kind) {
    case 'failed':
      return { ok: false, error: attempted.error };
    case 'declined':
      return { ok: true, value: attempted.decline };
    case 'intent': {
      const { intent } = attempted;
      if (!sameMoney(intent.amount, amount))
        return {
          ok: false,
          error: nonsense(`the payment is for ${intent.amount.amount} ${intent.currency}`),
        };
      const authorization = toAuthorization(intent, acquirer);
      return authorization === undefined
        ? {
            ok: false,
            error: transient(`Stripe is still at work on the payment (${intent.status}).`, 'unknown'),
          }
        : { ok: true, value: authorization };
    }
  }
}
