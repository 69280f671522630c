import type { PaymentMode } from '@acp-hub/payment';
import { STRIPE_URL, type StripeConfig } from './config';

/** A test shop must move no real money, and a live key must go to nobody but Stripe. */
export function modeProblem({ secretKey, baseUrl }: StripeConfig, mode: PaymentMode): string | undefined {
  const keyMode = secretKey.split('_')[1];
  if (keyMode !== mode)
    return `secretKey: it is a ${keyMode} key and the connection is in ${mode} mode: use the ${mode} key`;
  return mode === 'live' && new URL(baseUrl).origin !== STRIPE_URL
    ? `baseUrl: in live mode the API is at ${STRIPE_URL} alone: leave it out`
    : undefined;
}
