/**
 * What a token makes of a payment. The time-outs strike once per idempotency key: `timeout_before` hangs with
 * nothing applied, `timeout_after` hangs with everything applied; a retry under the same key is answered.
 */
export const behaviours = [
  'approve',
  'decline',
  'decline_insufficient_funds',
  'require_3ds',
  'timeout_before',
  'timeout_after',
  'authorization_lapses',
] as const;

export type Behaviour = (typeof behaviours)[number];

/** Test tokens that work for every merchant, any number of times and without a limit. */
export const fixedTokens: Readonly<Record<string, Behaviour>> = {
  tok_sandbox_ok: 'approve',
  tok_sandbox_declined: 'decline',
  tok_sandbox_insufficient_funds: 'decline_insufficient_funds',
  tok_sandbox_requires_3ds: 'require_3ds',
  tok_sandbox_timeout_before: 'timeout_before',
  tok_sandbox_timeout_after: 'timeout_after',
  tok_sandbox_lapses: 'authorization_lapses',
};
