import { fixedTokens, type Behaviour } from './behaviour';

/** A delegated token: one payment, one merchant, one currency, up to an amount and a time. */
export interface MintedToken {
  readonly id: string;
  readonly merchant_id: string;
  readonly max_amount: number;
  readonly currency: string;
  /** RFC 3339 UTC. */
  readonly expires_at: string;
  readonly behaviour: Behaviour;
  /** The payment that spent it. */
  readonly spent_by?: string;
}

/** What a token is worth to a payment. */
export type Ticket =
  | { readonly ok: true; readonly behaviour: Behaviour }
  | { readonly ok: false; readonly code: string; readonly message: string };

interface Use {
  readonly paymentId: string;
  readonly merchantId: string;
  readonly amount: number;
  readonly currency: string;
  readonly now: Date;
}

/** @param minted the token's record, if it is a minted one. */
export function inspectToken(token: string, minted: MintedToken | undefined, use: Use): Ticket {
  const fixed = Object.hasOwn(fixedTokens, token) ? fixedTokens[token] : undefined;
  if (fixed !== undefined) return { ok: true, behaviour: fixed };
  if (minted === undefined || minted.merchant_id !== use.merchantId)
    return bad('token_invalid', 'There is no such token for this merchant.');
  if (minted.spent_by !== undefined && minted.spent_by !== use.paymentId)
    return bad('token_used', 'The token was used for another payment.');
  if (Date.parse(minted.expires_at) <= use.now.getTime())
    return bad('token_expired', 'The token has expired.');
  if (minted.currency !== use.currency)
    return bad('token_invalid', `The token is for ${minted.currency} alone.`);
  if (use.amount > minted.max_amount)
    return bad('token_limit_exceeded', `The token covers no more than ${minted.max_amount}.`);
  return { ok: true, behaviour: minted.behaviour };
}

const bad = (code: string, message: string): Ticket => ({ ok: false, code, message });
