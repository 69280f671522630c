import type Stripe from 'stripe';
import type { PaymentReadResult } from '@acp-hub/payment';
import { z } from 'zod';
import type { StripeClient } from './client';

/** Stripe lists no more at once. */
const PAGE = 100;

interface Page {
  readonly limit: number;
  readonly starting_after?: string;
}

/** Reads a list to its end: sums must not stop at a page's. */
export async function listAll<Value extends { readonly id: string }>(
  client: StripeClient,
  schema: z.ZodType<Value>,
  list: (sdk: Stripe, page: Page) => Promise<unknown>,
): Promise<PaymentReadResult<readonly Value[]>> {
  const pageSchema = z.object({ data: z.array(schema), has_more: z.boolean() });
  const all: Value[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = { limit: PAGE, ...(last && { starting_after: last.id }) };
    const answer = await client.read(pageSchema, (sdk) => list(sdk, page));
    if (!answer.ok) return answer;
    all.push(...answer.value.data);
    if (!answer.value.has_more || answer.value.data.length === 0) return { ok: true, value: all };
  }
}
