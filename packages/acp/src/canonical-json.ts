import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The canonical form of a JSON value by RFC 8785: member order and number spelling no longer show.
 * @throws TypeError where the value is not JSON (functions, symbols, `undefined`).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form.');
  return text;
}

/**
 * SHA-256 of the canonical form, in hex: equal for bodies that are the same JSON value.
 * Array order matters, and `null` differs from an absent member.
 */
export const bodyDigest = (value: unknown): string => hash('sha256', canonicalJson(value), 'hex');
