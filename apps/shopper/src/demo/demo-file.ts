import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const address = z.object({
  name: z.string(),
  line_one: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  postal_code: z.string(),
});

/** The description of a running demo that `npm start` leaves behind; everything but the address is optional. */
const demoFile = z.object({
  base_url: z.string(),
  currency: z.string(),
  agents: z
    .array(
      z.object({
        name: z.string(),
        profile: z.enum(['spec', 'openai', 'legacy']),
        token: z.string(),
        webhook_secret: z.string().optional(),
      }),
    )
    .default([]),
  other_merchant: z.object({ token: z.string() }).optional(),
  items: z.record(z.string(), z.string()).default({}),
  coupons: z.record(z.string(), z.string()).default({}),
  address: address.optional(),
  payment_tokens: z.record(z.string(), z.string()).default({}),
  webhooks: z.object({ received_url: z.string() }).optional(),
});

export type Demo = z.infer<typeof demoFile>;

export type DemoRead =
  | { readonly kind: 'read'; readonly demo: Demo }
  | { readonly kind: 'absent'; readonly path: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly problem: string };

/** Reads the file of `npm start`; an absent or broken file is an answer, not an exception. */
export async function readDemo(path: string): Promise<DemoRead> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { kind: 'absent', path };
  }
  try {
    const parsed = demoFile.safeParse(JSON.parse(text));
    return parsed.success
      ? { kind: 'read', demo: parsed.data }
      : { kind: 'invalid', path, problem: z.prettifyError(parsed.error) };
  } catch (error) {
    return { kind: 'invalid', path, problem: error instanceof Error ? error.message : String(error) };
  }
}
