import type Stripe from 'stripe';
import type { PaymentWriteResult } from '@acp-hub/payment';
import type { z } from 'zod';
import type { StripeClient } from './client';
import { isKeptFailure } from './failure';

/** The key that a write goes on under where its own answers with a kept 500 and nothing else any more. */
export const nextKey = (idempotencyKey: string): string => `${idempotencyKey}:2`;

/**
 * Runs a write that Stripe's own state keeps to once (a payment is captured and cancelled once), so that another
 * key cannot apply it twice.
 */
export async function write<Value>(
  client: StripeClient,
  schema: z.ZodType<Value>,
  idempotencyKey: string,
  call: (sdk: Stripe, options: Stripe.RequestOptions) => Promise<unknown>,
): Promise<PaymentWriteResult<Value>> {
  let isKept = false;
  const under = (key: string) =>
    client.read(schema, async (sdk) => {
      try {
        return await call(sdk, client.options(key));
      } catch (thrown) {
        isKept = isKeptFailure(thrown);
        throw thrown;
      }
    });
  const answer = await under(idempotencyKey);
  return isKept ? under(nextKey(idempotencyKey)) : answer;
}
