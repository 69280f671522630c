import { createHmac } from 'node:crypto';
import { canonicalJson } from '../canonical-json';
import { sameBytes } from './constant-time';
import { refuse, withinTolerance, type SignatureVerdict } from './tolerance';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const BASE64URL = /^[A-Za-z0-9_-]{43}=?$/;

/** An absent body (GET) signs the timestamp alone. */
const mac = (timestamp: string, body: unknown, secret: string): Buffer =>
  createHmac('sha256', secret)
    .update(`${timestamp}.${body === undefined ? '' : canonicalJson(body)}`, 'utf8')
    .digest();

/**
 * Signs a request: base64url HMAC-SHA256 over `Timestamp + "." + canonical JSON` (RFC agentic_checkout §2.3; the
 * protocol leaves the algorithm to be agreed on, and this is the hub's published one).
 * @param body the parsed JSON, `undefined` where the request has none
 * @param now milliseconds since the epoch
 */
export function signRequest(
  body: unknown,
  secret: string,
  now: number,
): { readonly signature: string; readonly timestamp: string } {
  const timestamp = new Date(now).toISOString();
  return { signature: mac(timestamp, body, secret).toString('base64url'), timestamp };
}

/** Checks the headers `Signature` and `Timestamp` of a request. @param now milliseconds since the epoch */
export function verifyRequest(
  body: unknown,
  headers: { readonly signature?: string | undefined; readonly timestamp?: string | undefined },
  secret: string,
  now: number,
): SignatureVerdict {
  const { signature, timestamp } = headers;
  if (!signature || !timestamp) return refuse('missing');
  const signedAt = Date.parse(timestamp);
  if (!BASE64URL.test(signature) || !RFC3339.test(timestamp) || Number.isNaN(signedAt))
    return refuse('malformed');
  if (!sameBytes(mac(timestamp, body, secret), Buffer.from(signature, 'base64url')))
    return refuse('mismatch');
  return withinTolerance(signedAt, now) ? { valid: true } : refuse('outside_tolerance');
}
