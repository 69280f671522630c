import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const proofSchema = z.object({
  v: z.literal(1),
  session: z.string().min(1),
  key: z.string().min(1),
  payment: z.string().min(1),
  provider: z.string().min(1),
  total: z.string().min(1),
  currency: z.string().min(1),
  items: z.array(z.tuple([z.string(), z.number()])),
  exp: z.number().int(),
});

export type Proof = z.output<typeof proofSchema>;

const MINIMUM_SECRET = 32;

export const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

/** The claims of a proof that was signed with the shop's secret and has not lapsed. @param now Unix seconds. */
export function verifiedProof(
  data: ReadonlyMap<string, string>,
  secret: string,
  now: number,
): Proof | undefined {
  const [proof, signature] = [data.get('acp_proof'), data.get('acp_signature')];
  if (proof === undefined || signature === undefined || secret.length < MINIMUM_SECRET) return undefined;
  const [expected, given] = [Buffer.from(hmac(secret, proof)), Buffer.from(signature)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const claims = proofSchema.safeParse(parsed(Buffer.from(proof, 'base64url').toString()));
  return claims.success && now <= claims.data.exp ? claims.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
