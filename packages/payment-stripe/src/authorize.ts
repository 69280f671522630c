import { sameMoney } from '@acp-hub/commerce';
import {
  transientFailure,
  type Authorization,
  type AuthorizeRequest,
  type PaymentContext,
  type PaymentWriteResult,
} from '@acp-hub/payment';
import { toStripeAmount } from './amounts';
import { attempt, type Attempt } from './attempt';
import { authenticationOf, hasPassed } from './authentication';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { nonsense } from './connection-failure';
import { decline } from './declines';
import { findIntent } from './find-intent';
import { checkToken, TOKEN_PARAM } from './granted-token';
import { metadataOf } from './metadata';
import { toAuthorization } from './payment';
import { readIntent, WITH_CHARGE } from './read-payment';
import { resume } from './resume';
import { nextKey } from './write';

type Answer = PaymentWriteResult<Authorization>;

/** Reserves by a granted token, or goes on with an intent that asked for 3-D Secure. */
export async function authorize(
  client: StripeClient,
  { acquirer }: StripeConfig,
  context: PaymentContext,
  request: AuthorizeRequest,
): Promise<Answer> {
  const wanted = toStripeAmount(request.amount);
  if (!wanted.ok) return wanted;
  const { authentication } = request;
  if (authentication?.paymentId !== undefined) {
    const resumed = await resume(client, request, authentication.paymentId, authentication.result);
    return resumed.ok ? answerOf(resumed.value, request, acquirer) : resumed;
  }
  if (authentication !== undefined && !hasPassed(authentication.result))
    return { ok: true, value: decline('authentication_failed') };

  const check = await checkToken(client, request.token, request.amount, wanted.amount, context);
  if (!check.ok) return check;
  if (check.value.kind === 'never') return { ok: true, value: check.value.decline };

  const created = await createOnce(client, context, request, parametersOf(request, wanted.amount, acquirer));
  return refusesToken(created)
    ? { ok: true, value: check.value.kind === 'good' ? decline('token_invalid') : check.value.decline }
    : answerOf(created, request, acquirer);
}

const parametersOf = (request: AuthorizeRequest, amount: number, acquirer: StripeConfig['acquirer']) => ({
  amount,
  currency: request.amount.currency.toLowerCase(),
  confirm: true,
  capture_method: 'manual',
  payment_method_types: ['card'],
  payment_method_data: { shared_payment_granted_token: request.token },
  ...(request.authentication && authenticationOf(request.authentication.result)),
  // Nobody could run 3-D Secure, so that the card's demand for it is a no.
  ...((acquirer === undefined || request.authentication !== undefined) && { error_on_requires_action: true }),
  metadata: metadataOf(request),
  expand: WITH_CHARGE,
});

/** Under a key that Stripe has kept a 500 for, the payment is looked for, and opened by another key only where there is none. */
async function createOnce(
  client: StripeClient,
  { clock }: PaymentContext,
  { idempotencyKey }: AuthorizeRequest,
  parameters: object,
): Promise<Attempt> {
  const createUnder = (key: string) =>
    attempt(client, (sdk) => sdk.paymentIntents.create(parameters as never, client.options(key)));
  const created = await createUnder(idempotencyKey);
  if (created.kind !== 'failed' || !created.isKept) return created;
  const found = await findIntent(client, idempotencyKey, clock.now());
  if (!found.ok) return created;
  if (found.value === undefined) return createUnder(nextKey(idempotencyKey));
  const intent = await readIntent(client, found.value.id);
  return intent.ok && intent.value !== undefined ? { kind: 'intent', intent: intent.value } : created;
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
            error: transientFailure(`Stripe is still at work on the payment (${intent.status}).`, 'unknown'),
          }
        : { ok: true, value: authorization };
    }
  }
}
