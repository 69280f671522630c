import { isError } from '../is-error';

const REDACTED = '[redacted]';

/** Members that never reach a log, at any depth. */
const SECRETS = new Set([
  ...[
    'authorization',
    'token',
    'secret',
    'apikey',
    'signature',
    'password',
    'credential',
    'config',
    'cookie',
  ],
  ...['buyer', 'personal', 'email', 'address', 'billingaddress', 'phonenumber', 'body', 'headers'],
  ...['fulfillment', 'fulfillmentdetails', 'ordernotes', 'payment', 'paymentdata', 'destination'],
]);

const MOST_DEPTH = 5;

/**
 * The fields of a log line without secret members. By name and not by path: pino's own redaction costs each line
 * fifteen times what writing it does, and reaches only the depths that it was told of.
 */
export function redact(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (SECRETS.has(key.toLowerCase().replaceAll('_', ''))) clean[key] = REDACTED;
    else if (typeof value !== 'object' || value === null || isError(value)) clean[key] = value;
    else clean[key] = depth < MOST_DEPTH ? redactNested(value, depth + 1) : REDACTED;
  }
  return clean;
}

const redactNested = (value: object, depth: number): unknown =>
  Array.isArray(value)
    ? value.map((each) => redact({ each: each as unknown }, depth)['each'])
    : redact(value as Record<string, unknown>, depth);

/** An error's words without what it quotes: parsers and databases repeat what they were given. */
export const scrub = (message: string): string =>
  message
    .replace(/".*"/gs, '"…"')
    .replace(/`.*`/gs, '`…`')
    .replace(/[^\s@<>"',;:]+@[^\s@<>"',;:]+/g, '…@…')
    .replace(/\b(acp_(?:test|live)|whsec|tok|sk|Bearer)[_ ][\w.~+/=-]+/g, '$1_…');
