/** The version this package describes. Both sides send it; a store refuses one it does not know. */
export const CONTRACT_VERSION = '2026-11-23';

/** Names of the contract's own headers, in lower case. */
export const contractHeaders = {
  version: 'store-contract-version',
  signature: 'store-signature',
  idempotencyKey: 'idempotency-key',
} as const;
