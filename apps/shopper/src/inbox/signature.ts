import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureVerdict =
  | { readonly kind: 'valid'; readonly form: 'timestamped' | 'base64' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly problem: string };

const TOLERANCE_SECONDS = 300;

/**
 * Checks the signature of a webhook in either form: `Merchant-Signature: t=…,v1=…` over `t.body`
 * (OpenAPI agentic_checkout_webhook 2026-04-17), or `<Merchant_Name>-Signature` with the base64 HMAC-SHA256
 * of the body (OpenAI's documentation). Written apart from the hub's own code, which it judges.
 * @param now milliseconds since 1970, when the webhook arrived.
 */
export function checkSignature(
  headers: Readonly<Record<string, string>>,
  body: string,
  secret: string,
  now: number,
): SignatureVerdict {
  const signatures = Object.entries(headers).filter(([name]) => name.endsWith('-signature'));
  const [signature] = signatures;
  if (signature === undefined) return { kind: 'missing' };
  if (signatures.length > 1) return { kind: 'invalid', problem: 'there is more than one signature header' };
  const [, value] = signature;
  return value.startsWith('t=') ? timestamped(value, body, secret, now) : base64(value, body, secret);
}

function timestamped(value: string, body: string, secret: string, now: number): SignatureVerdict {
  const match = /^t=(\d+),v1=([a-fA-F0-9]{64})$/.exec(value);
  if (match === null)
    return { kind: 'invalid', problem: `"${value}" is not t=<unix seconds>,v1=<64 hex digits>` };
  const [, time = '', digest = ''] = match;
  if (Math.abs(now / 1000 - Number(time)) > TOLERANCE_SECONDS)
    return { kind: 'invalid', problem: `its timestamp is more than ${TOLERANCE_SECONDS} s off` };
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return equal(Buffer.from(digest, 'hex'), expected)
    ? { kind: 'valid', form: 'timestamped' }
    : { kind: 'invalid', problem: 'it does not match the body under this secret' };
}

function base64(value: string, body: string, secret: string): SignatureVerdict {
  const expected = createHmac('sha256', secret).update(body).digest();
  return equal(Buffer.from(value, 'base64'), expected)
    ? { kind: 'valid', form: 'base64' }
    : { kind: 'invalid', problem: 'it does not match the body under this secret' };
}

const equal = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
