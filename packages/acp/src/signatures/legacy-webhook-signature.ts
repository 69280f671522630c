import { createHmac } from 'node:crypto';
import { sameBytes } from './constant-time';
import { refuse, type SignatureVerdict } from './tolerance';

const mac = (rawBody: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(rawBody, 'utf8').digest();

/**
 * Signs a webhook as OpenAI's documentation and versions before 2026-04-17 ask: base64 HMAC-SHA256 of the raw body.
 * The form carries no time, so a receiver cannot tell a replay by it.
 * @param headerName e.g. `Acme_Shop-Signature`
 */
export const signLegacyWebhook = (
  rawBody: string,
  secret: string,
  headerName: string,
): { readonly name: string; readonly value: string } => ({
  name: headerName,
  value: mac(rawBody, secret).toString('base64'),
});

/** Checks a signature made by {@link signLegacyWebhook}. */
export function verifyLegacyWebhook(
  rawBody: string,
  header: string | undefined,
  secret: string,
): SignatureVerdict {
  if (header === undefined || header === '') return refuse('missing');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(header)) return refuse('malformed');
  return sameBytes(mac(rawBody, secret), Buffer.from(header, 'base64'))
    ? { valid: true }
    : refuse('mismatch');
}
