import { randomBytes } from 'node:crypto';

/** A shared secret for signatures: 256 random bits. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;
