import { refuse, type Refusal } from '../refusal';

/**
 * Who calls: the key `sk_sandbox_<name>` opens the account `acct_<name>`, which need not be set up first.
 * @returns the merchant's id.
 */
export function identifyMerchant(
  authorization: string | undefined,
): { readonly ok: true; readonly merchantId: string } | Refusal {
  const name = /^Bearer sk_sandbox_([a-z0-9_]{1,64})$/.exec(authorization ?? '')?.[1];
  return name === undefined
    ? refuse('unauthorized', 'Send "Authorization: Bearer sk_sandbox_<name of the account>".')
    : { ok: true, merchantId: `acct_${name}` };
}
