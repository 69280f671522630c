import { randomBytes } from 'node:crypto';

/** A new token, shown once: its prefix tells it from an agent's, then 256 random bits. */
export const newOperatorToken = (): string => `acp_op_${randomBytes(32).toString('base64url')}`;
