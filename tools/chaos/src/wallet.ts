import { request } from 'undici';
import { z } from 'zod';
import type { Environment } from './environments';
import { stripe, type Places } from './places';

/** What the token an agent pays with is made to do. */
export type Means =
  | 'good'
  | 'declined'
  | 'insufficient_funds'
  | 'requires_3ds'
  /** Reserved, and gone by the time it is captured. */
  | 'lapses'
  /** The provider is silent once, with nothing done or with everything done. */
  | 'timeout_before'
  | 'timeout_after';

/** Where an agent has its tokens from. */
export interface Wallet {
  readonly handlerId: string;
  token(means: Means): Promise<string>;
}

const sandboxTokens: Readonly<Record<Means, string>> = {
  good: 'tok_sandbox_ok',
  declined: 'tok_sandbox_declined',
  insufficient_funds: 'tok_sandbox_insufficient_funds',
  requires_3ds: 'tok_sandbox_requires_3ds',
  lapses: 'tok_sandbox_lapses',
  timeout_before: 'tok_sandbox_timeout_before',
  timeout_after: 'tok_sandbox_timeout_after',
};

const stripeCards: Readonly<Partial<Record<Means, string>>> = {
  good: 'pm_card_visa',
  declined: 'pm_card_visa_chargeDeclined',
  insufficient_funds: 'pm_card_visa_chargeDeclinedInsufficientFunds',
  requires_3ds: 'pm_card_authenticationRequired',
};

export const walletOf = ({ bank }: Environment, places: Places): Wallet =>
  bank === 'sandbox'
    ? { handlerId: 'card_sandbox', token: async (means) => sandboxTokens[means] }
    : { handlerId: 'card_stripe', token: (means) => grantedToken(places.stripe.url, means) };

const minted = z.object({ id: z.string() });

/** A Stripe token pays once, so that every payment needs a new one. */
async function grantedToken(url: string, means: Means): Promise<string> {
  const card = stripeCards[means];
  if (card === undefined) throw new RangeError(`No card of Stripe's does "${means}".`);
  const { statusCode, body } = await request(`${url}/v1/test_helpers/shared_payment/granted_tokens`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stripe.secretKey}`,
      'stripe-version': stripe.version,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      payment_method: card,
      'usage_limits[currency]': 'usd',
      'usage_limits[max_amount]': '1000000',
    }).toString(),
  });
  const content = await body.json();
  if (statusCode !== 200) throw new Error(`There is no token to be had: ${JSON.stringify(content)}`);
  return minted.parse(content).id;
}
