import { toDecimalString, type Money } from '@acp-hub/commerce';
import type { Authorization, PaymentWriteResult } from '@acp-hub/payment';
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

export async function checkToken(
  client: StripeClient,
  token: string,
  amount: Money,
  now: Date,
): Promise<PaymentWriteResult<TokenCheck>> {
  const found = await client.read(grantedTokenSchema, (sdk) =>
    // The released library has no resource for granted tokens.
    sdk.rawRequest('GET', `${PATH}/${encodeURIComponent(token)}`, undefined, client.options()),
  );
  if (found.ok) return { ok: true, value: judge(found.value, amount, now) };
  return found.error.kind === 'rejected'
    ? { ok: true, value: { kind: 'never', decline: decline('token_invalid') } }
    : { ok: false, error: { ...found.error, outcome: 'not_applied' } };
}

function judge({ usage_limits, deactivated_reason }: WireToken, amount: Money, now: Date): TokenCheck {
  const { max, expiresAt } = usage_limits;
  if (max.currency !== amount.currency)
    return {
      kind: 'never',
      decline: says('token_invalid', `is for ${max.currency} alone, not ${amount.currency}`),
    };
  if (amount.amount > max.amount)
    return {
      kind: 'never',
      decline: says('token_limit_exceeded', `covers ${shown(max)} at most, not ${shown(amount)}`),
    };
  if (deactivated_reason === 'consumed' || deactivated_reason === 'resolved')
    return { kind: 'not_now', decline: decline('token_used') };
  if (deactivated_reason === 'expired' || (expiresAt !== undefined && expiresAt * 1_000 <= now.getTime()))
    return { kind: 'not_now', decline: decline('token_expired') };
  return deactivated_reason === undefined || deactivated_reason === null
    ? { kind: 'good' }
    : { kind: 'not_now', decline: says('token_invalid', `was ${deactivated_reason}`) };
}

const shown = (amount: Money): string => `${toDecimalString(amount)} ${amount.currency}`;
const says = (code: 'token_invalid' | 'token_limit_exceeded', what: string): Authorization =>
  decline(code, undefined, `The payment token ${what}.`);
