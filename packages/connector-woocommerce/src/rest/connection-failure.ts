import { DeadlineExceededError, DestinationRefusedError } from '@acp-hub/connector-http';
import { isNativeError } from 'node:util/types';

/** Before these no byte of a request can have left. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'DESTINATION_REFUSED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * What went wrong on the way, out of what the library threw: its own errors hang the request on themselves, key and
 * secret and all, so only the error below, or a new one, leaves here.
 */
export function connectionFailure(
  thrown: unknown,
  { timedOut, deadlineMs }: { readonly timedOut: boolean; readonly deadlineMs: number },
): { readonly error: Error; readonly sent: boolean } {
  if (timedOut) return { error: new DeadlineExceededError(deadlineMs), sent: true };
  const below = isNativeError(thrown) ? thrown.cause : undefined;
  const code = codeOf(below) || codeOf(thrown);
  if (below instanceof DestinationRefusedError) return { error: below, sent: false };
  if (thrown instanceof DestinationRefusedError) return { error: thrown, sent: false };
  return { error: Object.assign(new Error('The connection failed.'), { code }), sent: !NOT_SENT.has(code) };
}
