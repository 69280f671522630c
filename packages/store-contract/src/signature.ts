import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds a signature stays good before and after the time it names. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

export type SignatureProblem = 'missing' | 'malformed' | 'expired' | 'mismatch';
export type SignatureVerdict =
  { readonly valid: true } | { readonly valid: false; readonly problem: SignatureProblem };

const digestOf = (timestamp: number, body: string | Buffer, secret: string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/**
 * Signs a request of the hub or an event of the store: `t=<unix seconds>,v1=<hex>`, where v1 is
 * HMAC-SHA256 of `<t>.<body>` under the shared secret.
 * @param body the exact bytes sent; empty for GET.
 */
export function signBody(body: string | Buffer, secret: string, now: Date): string {
  const timestamp = secondsOf(now);
  return `t=${timestamp},v1=${digestOf(timestamp, body, secret).toString('hex')}`;
}

/**
 * Checks a signature in constant time. Several `v1` may stand in one header while a secret is being replaced.
 * @param body the exact bytes received; empty for GET.
 */
export function verifySignature(
  header: string | undefined,
  body: string | Buffer,
  secret: string,
  now: Date,
): SignatureVerdict {
  if (header === undefined || header === '') return { valid: false, problem: 'missing' };
  const parts = header.split(',').map((part) => part.trim());
  const timestamp = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? [])[0];
  const candidates = parts.flatMap((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? []);
  if (timestamp === undefined || candidates.length === 0) return { valid: false, problem: 'malformed' };
  if (Math.abs(secondsOf(now) - Number(timestamp)) > SIGNATURE_TOLERANCE_SECONDS)
    return { valid: false, problem: 'expired' };
  const expected = digestOf(Number(timestamp), body, secret);
  const matches = candidates.filter((candidate) => timingSafeEqual(Buffer.from(candidate, 'hex'), expected));
  return matches.length > 0 ? { valid: true } : { valid: false, problem: 'mismatch' };
}
