import { toDecimalString, type Money } from '@acp-hub/commerce';
import type { Authorization, PaymentContext, PaymentWriteResult } from '@acp-hub/payment';
import { floorOfStripeAmount } from './amounts';
import type { StripeClient } from './client';
import { decline } from './declines';
import { grantedTokenSchema, type WireToken } from './wire';

const PATH = '/v1/shared_payment/granted_tokens';

/** The name that Stripe's refusals of a token carry. */
export const TOKEN_PARAM = 'payment_method_data[shared_payment_granted_token]';

/**
 * What the check of a token found:
 * - `never`: it cannot have paid and cannot pay this amount, so that nothing needs to be sent.
 * - `not_now`: spent, expired or revoked, perhaps by this very payment when its answer got lost. The payment is
 *   sent all the same: its key is answered with what was done, and for a new one Stripe refuses the token.
 */
export type TokenCheck =
  | { readonly kind: 'good' }
  | { readonly kind: 'never'; readonly decline: Authorization }
  | { readonly kind: 'not_now'; readonly decline: Authorization };

/** The released library has no resource for granted tokens. */
export const readToken = (client: StripeClient, token: string): Promise<PaymentWriteResult<WireToken>> =>
  client.read(grantedTokenSchema, (sdk) =>
    sdk.rawRequest('GET', `${PATH}/${encodeURIComponent(token)}`, undefined, client.options()),
  );

/** @param wanted the amount in Stripe's smallest unit. */
export async function checkToken(
  client: StripeClient,
  token: string,
  amount: Money,
  wanted: number,
  { clock, mode }: PaymentContext,
): Promise<PaymentWriteResult<TokenCheck>> {
  const found = await readToken(client, token);
  if (found.ok && found.value.livemode !== (mode === 'live'))
    return { ok: true, value: { kind: 'never', decline: ofOtherMode(mode) } };
  if (found.ok) return { ok: true, value: judge(found.value, amount, wanted, clock.now()) };
  if (found.error.kind !== 'rejected')
    return { ok: false, error: { ...found.error, outcome: 'not_applied' } };
  const isOfOtherMode = / exists in (test|live) mode/.test(found.error.message);
  return {
    ok: true,
    value: { kind: 'never', decline: isOfOtherMode ? ofOtherMode(mode) : decline('token_invalid') },
  };
}

function judge(
  { usage_limits, deactivated_reason }: WireToken,
  amount: Money,
  wanted: number,
  now: Date,
): TokenCheck {
  const { max_amount: max, expires_at: expiresAt } = usage_limits;
  const currency = usage_limits.currency.toUpperCase();
  if (currency !== amount.currency)
    return {
      kind: 'never',
      decline: says('token_invalid', `is for ${currency} alone, not ${amount.currency}`),
    };
  if (wanted > max) {
    const covered = shown({ amount: floorOfStripeAmount(max, amount.currency), currency: amount.currency });
    return {
      kind: 'never',
      decline: says('token_limit_exceeded', `covers ${covered} at most, not ${shown(amount)}`),
    };
  }
  if (deactivated_reason === 'consumed' || deactivated_reason === 'resolved')
    return { kind: 'not_now', decline: decline('token_used') };
  if (deactivated_reason === 'expired' || (expiresAt && expiresAt * 1_000 <= now.getTime()))
    return { kind: 'not_now', decline: decline('token_expired') };
  return deactivated_reason === undefined || deactivated_reason === null
    ? { kind: 'good' }
    : { kind: 'not_now', decline: says('token_invalid', `was ${deactivated_reason}`) };
}

const shown = (amount: Money): string => `${toDecimalString(amount)} ${amount.currency}`;
const says = (code: 'token_invalid' | 'token_limit_exceeded', what: string): Authorization =>
  decline(code, undefined, `The payment token ${what}.`);
const ofOtherMode = (mode: PaymentContext['mode']): Authorization =>
  says(
    'token_invalid',
    mode === 'live' ? 'is a test token, and this shop is live' : 'is a live token, and this shop only tests',
  );
