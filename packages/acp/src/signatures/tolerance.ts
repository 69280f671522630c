/** How far a signature's time may lie from ours, either way (ACP 2026-04-17, webhooks: 300 s). */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

export const withinTolerance = (signedAtMs: number, nowMs: number): boolean =>
  Math.abs(nowMs - signedAtMs) <= SIGNATURE_TOLERANCE_SECONDS * 1000;

/** Why a signature was refused. Wording for logs and tests; agents all see `invalid_signature`. */
export type SignatureVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: 'missing' | 'malformed' | 'outside_tolerance' | 'mismatch' };

export const refuse = (
  reason: 'missing' | 'malformed' | 'outside_tolerance' | 'mismatch',
): SignatureVerdict => ({ valid: false, reason });
