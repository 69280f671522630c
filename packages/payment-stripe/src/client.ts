import Stripe from 'stripe';
import type { PaymentContext, PaymentWriteResult } from '@acp-hub/payment';
import type { z } from 'zod';
import type { StripeConfig } from './config';
import { nonsense } from './connection-failure';
import { failureOf } from './failure';
import { createHttpClient } from './http-client';
import { modeProblem } from './mode-problem';

/**
 * Sent with every request, so that neither the SDK's own version nor the account's default decides what an
 * answer looks like. The first that has shared payment granted tokens
 * (docs/decisions/0010-stripe-through-its-own-library.md).
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
  const problem = modeProblem(config, context.mode);
  return {
    sdk,
    options: (idempotencyKey) => ({
      apiVersion: API_VERSION,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    }),
    async read(schema, call) {
      if (problem !== undefined)
        return { ok: false, error: { kind: 'config', message: problem, outcome: 'not_applied' } };
      try {
        const value = schema.safeParse(await call(sdk));
        return value.success
          ? { ok: true, value: value.data }
          : { ok: false, error: nonsense(value.error.issues[0]?.path.join('.') || 'no object') };
      } catch (thrown) {
        return { ok: false, error: failureOf(thrown, context.clock.now()) };
      }
    },
  };
}
