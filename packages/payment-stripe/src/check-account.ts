import type { PaymentError, PaymentReadResult } from '@acp-hub/payment';
import type { StripeClient } from './client';
import type { StripeConfig } from './config';
import { FORBIDDEN } from './failure';
import { readToken } from './granted-token';
import { accountSchema, anySchema } from './wire';

type Check = PaymentReadResult<void>;

/** Whether the key opens the account that tokens are made out to, and may do what is needed. Moves no money. */
export async function checkAccount(client: StripeClient, config: StripeConfig): Promise<Check> {
  const owner = await checkOwner(client, config);
  if (!owner.ok) return owner;
  const one = { limit: 1 };
  const needed: readonly (readonly [string, () => Promise<PaymentReadResult<unknown>>])[] = [
    ['PaymentIntents', () => client.read(anySchema, (sdk) => sdk.paymentIntents.list(one, client.options()))],
    ['Refunds', () => client.read(anySchema, (sdk) => sdk.refunds.list(one, client.options()))],
    ['Disputes', () => client.read(anySchema, (sdk) => sdk.disputes.list(one, client.options()))],
  ];
  for (const [name, read] of needed) {
    const answer = await read();
    if (!answer.ok) return { ok: false, error: lacks(answer.error, name) };
  }
  return checkTokens(client);
}

/** A restricted key need not be allowed to read the account; then the merchant id is taken on trust. */
async function checkOwner(client: StripeClient, { merchantId, secretKey }: StripeConfig): Promise<Check> {
  const answer = await client.read(accountSchema, (sdk) =>
    sdk.rawRequest('GET', '/v1/account', undefined, client.options()),
  );
  if (!answer.ok)
    return isForbidden(answer.error) && secretKey.startsWith('rk_')
      ? GOOD
      : { ok: false, error: answer.error };
  const { id } = answer.value;
  if (!merchantId.startsWith('acct_') || merchantId === id) return GOOD;
  const message = `The secret key belongs to ${id}, not to ${merchantId}: correct the merchant id.`;
  return { ok: false, error: { kind: 'config', message } };
}

/** Asks for a token that cannot be: an account without access to such tokens does not even know the address. */
async function checkTokens(client: StripeClient): Promise<Check> {
  const answer = await readToken(client, 'spt_none');
  if (answer.ok || (answer.error.kind === 'rejected' && answer.error.reason === 'unknown_payment'))
    return GOOD;
  const { error } = answer;
  if (error.kind !== 'rejected') return { ok: false, error: lacks(error, 'Shared Payment Tokens') };
  const message =
    'The account has no access to shared payment tokens: accept the terms of agentic commerce in Stripe’s dashboard.';
  return { ok: false, error: { kind: 'config', message } };
}

const isForbidden = (error: PaymentError): boolean => error.kind === 'auth' && error.message === FORBIDDEN;

const lacks = (error: PaymentError, what: string): PaymentError =>
  isForbidden(error)
    ? { kind: 'auth', message: `The restricted key may not read ${what}: add the permission.` }
    : error;

const GOOD: Check = { ok: true, value: undefined };
