import { refuse, type Refusal } from '../refusal';
import type { Books } from './books';
import { newId } from './books';
import { recordEvent } from '../events/event';
import type { GrantedToken } from './records';

export const TOKEN_PARAM = 'payment_method_data[shared_payment_granted_token]';

/** A test helper's request for a token that an agent would grant. */
export interface MintToken {
  readonly payment_method: string;
  readonly usage_limits: {
    readonly currency: string;
    readonly max_amount: number;
    readonly expires_at?: number | undefined;
  };
  readonly shared_metadata: Readonly<Record<string, string>>;
}

export function mintToken(books: Books, account: string, wanted: MintToken): GrantedToken {
  const { currency, max_amount, expires_at } = wanted.usage_limits;
  const token: GrantedToken = {
    id: newId('spt'),
    object: 'shared_payment.granted_token',
    created: books.now(),
    livemode: false,
    account,
    deactivated_at: null,
    deactivated_reason: null,
    payment_method_details: { type: 'card' },
    shared_metadata: wanted.shared_metadata,
    usage_details: { amount_captured: { value: 0, currency } },
    usage_limits: { currency, max_amount, expires_at: expires_at ?? null },
    payment_method: wanted.payment_method,
  };
  books.tokens.set(token.id, token);
  return token;
}

/** The token as it stands now: one past its time is deactivated when it is looked at. */
export function findToken(books: Books, account: string, id: string): GrantedToken | undefined {
  const token = books.tokens.get(id);
  if (token?.account !== account) return undefined;
  const { expires_at } = token.usage_limits;
  const hasExpired = expires_at !== null && expires_at <= books.now();
  return hasExpired && token.deactivated_at === null ? deactivateToken(books, token, 'expired') : token;
}

export function deactivateToken(
  books: Books,
  token: GrantedToken,
  reason: NonNullable<GrantedToken['deactivated_reason']>,
): GrantedToken {
  const deactivated = { ...token, deactivated_at: books.now(), deactivated_reason: reason };
  books.tokens.set(token.id, deactivated);
  recordEvent(books, 'shared_payment.granted_token.deactivated', deactivated);
  return deactivated;
}

/** Why the token does not pay that amount; `undefined` where it does. */
export function tokenObstacle(
  token: GrantedToken | undefined,
  amount: number,
  currency: string,
): Refusal | undefined {
  const no = (message: string): Refusal => refuse(message, { param: TOKEN_PARAM });
  if (token === undefined) return no('There is no such shared payment granted token.');
  if (token.deactivated_reason !== null)
    return no(`The shared payment granted token is deactivated (${token.deactivated_reason}).`);
  if (token.usage_limits.currency !== currency)
    return no(`The shared payment granted token is limited to ${token.usage_limits.currency}.`);
  if (token.usage_limits.max_amount < amount)
    return no(`The shared payment granted token is limited to ${token.usage_limits.max_amount}.`);
  return undefined;
}

export function countCapture(books: Books, id: string, amount: number): void {
  const token = books.tokens.get(id);
  if (token === undefined) return;
  const { value, currency } = token.usage_details.amount_captured;
  books.tokens.set(id, {
    ...token,
    usage_details: { amount_captured: { value: value + amount, currency } },
  });
}
