import Stripe from 'stripe';
import type { PaymentContext, PaymentWriteError, PaymentWriteResult } from '@acp-hub/payment';
import type { z } from 'zod';
import { STRIPE_URL, type StripeConfig } from './config';
import { nonsense } from './connection-failure';
import { failureOf } from './failure';
import { createHttpClient } from './http-client';

/**
 * Sent with every request, so that neither the SDK's own version nor the account's default decides what an
 * answer looks like. The first that has shared payment granted tokens
 * (docs/decisions/0013-stripe-through-its-own-library.md).
 */
export const API_VERSION = '2026-04-22.preview';

export interface StripeClient {
  readonly sdk: Stripe;
  /** The options of a read, or of a write under its key. */
  options(idempotencyKey?: string): Stripe.RequestOptions;
  /** Runs a call of the SDK and reads what it answered; never rejects for what the other side did. */
  read<Value>(
    schema: z.ZodType<Value>,
    call: (sdk: Stripe) => Promise<unknown>,
  ): Promise<PaymentWriteResult<Value>>;
}

export function createStripeClient(config: StripeConfig, context: PaymentContext): StripeClient {
  const url = new URL(config.baseUrl);
  const sdk = new Stripe(config.secretKey, {
    httpClient: createHttpClient(context),
    host: url.hostname,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    protocol: url.protocol === 'https:' ? 'https' : 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'acp-hub' },
  });
  const unfit = unfitFor(config, context);
  return {
    sdk,
    options: (idempotencyKey) => ({
      apiVersion: API_VERSION,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    }),
    async read(schema, call) {
      if (unfit !== undefined) return { ok: false, error: unfit };
      try {
        const value = schema.safeParse(await call(sdk));
        return value.success
          ? { ok: true, value: value.data }
          : { ok: false, error: nonsense(value.error.issues[0]?.path.join('.') || 'no object') };
      } catch (thrown) {
        return { ok: false, error: failureOf(thrown) };
      }
    },
  };
}

/** A test shop must move no real money, and a live key must go to nobody but Stripe. */
function unfitFor(config: StripeConfig, { mode }: PaymentContext): PaymentWriteError | undefined {
  const problem = (message: string): PaymentWriteError => ({
    kind: 'config',
    message,
    outcome: 'not_applied',
  });
  const keyMode = config.secretKey.split('_')[1];
  if (keyMode !== mode)
    return problem(`The secret key is a ${keyMode} key and the connection is in ${mode} mode.`);
  return mode === 'live' && new URL(config.baseUrl).origin !== STRIPE_URL
    ? problem(`In live mode the API is at ${STRIPE_URL} alone.`)
    : undefined;
}
