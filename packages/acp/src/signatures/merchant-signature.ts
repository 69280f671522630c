import { createHmac } from 'node:crypto';
import { sameBytes } from './constant-time';
import { refuse, withinTolerance, type SignatureVerdict } from './tolerance';

/** The header that carries the signature of a webhook under the specification. */
export const MERCHANT_SIGNATURE_HEADER = 'Merchant-Signature';

const PATTERN = /^t=(\d{1,15}),v1=([0-9a-fA-F]{64})$/;

const mac = (timestamp: string, rawBody: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.${rawBody}`, 'utf8').digest();

/**
 * Signs a webhook as ACP 2026-04-17 asks: `t=<unix seconds>,v1=<64 hex>` over `t + "." + raw body`.
 * @param now milliseconds since the epoch
 */
export function signWebhook(rawBody: string, secret: string, now: number): string {
  const timestamp = Math.floor(now / 1000).toString();
  return `t=${timestamp},v1=${mac(timestamp, rawBody, secret).toString('hex')}`;
}

/** Checks the `Merchant-Signature` of a webhook. @param now milliseconds since the epoch */
export function verifyWebhook(
  rawBody: string,
  header: string | undefined,
  secret: string,
  now: number,
): SignatureVerdict {
  if (header === undefined || header === '') return refuse('missing');
  const [, timestamp, signature] = PATTERN.exec(header) ?? [];
  if (timestamp === undefined || signature === undefined) return refuse('malformed');
  if (!sameBytes(mac(timestamp, rawBody, secret), Buffer.from(signature, 'hex'))) return refuse('mismatch');
  return withinTolerance(Number(timestamp) * 1000, now) ? { valid: true } : refuse('outside_tolerance');
}
