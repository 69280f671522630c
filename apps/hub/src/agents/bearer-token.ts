import { hash, randomBytes } from 'node:crypto';
import type { Mode } from './agent';

/** A new token, shown once: the mode in its prefix, then 256 random bits. */
export const newToken = (mode: Mode): string => `acp_${mode}_${randomBytes(32).toString('base64url')}`;

/** What is stored of a token: it has enough entropy for a plain hash to hide it. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1); `undefined` where there is none. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/-]{16,256}=*)$/i.exec(header ?? '')?.[1];
}
