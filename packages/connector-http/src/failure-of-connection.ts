import { isNativeError } from 'node:util/types';
import { ConnectorError, type ConnectorFailure } from '@acp-hub/connector';
import { DeadlineExceededError } from './deadline';
import { DestinationRefusedError } from './destination-policy';

export interface ConnectionContext {
  readonly what: string;
  readonly write: boolean;
  /** Whether any byte of the request may have reached the platform. */
  readonly sent: boolean;
  readonly redact: (text: string) => string;
}

const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
const CERTIFICATE = /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_VERIFY/;
const UNKNOWN_HOST = 'ENOTFOUND';

/** Turns what a socket, a resolver or a deadline threw into a failure whose outcome is honest. */
export function failureOfConnection(error: unknown, context: ConnectionContext): ConnectorError {
  const { code, message } = describe(error);
  const { failure, says } = judge(error, code);
  const cause = { code, message: context.redact(message) };
  return new ConnectorError(
    failure,
    context.redact(`${context.what} ${says}`),
    context.write && context.sent ? 'unknown' : 'not_applied',
    // Not the error itself: clients hang requests, headers and sockets on theirs.
    { cause },
  );
}

function judge(error: unknown, code: string): { failure: ConnectorFailure; says: string } {
  if (error instanceof DestinationRefusedError)
    return { failure: { kind: 'config' }, says: `was not sent. ${error.message}` };
  if (error instanceof DeadlineExceededError)
    return { failure: { kind: 'transient' }, says: `got ${error.message}.` };
  if (code === TOO_LARGE)
    return {
      failure: { kind: 'config' },
      says: 'got an answer too large to read: check that the address is the API’s.',
    };
  if (code === UNKNOWN_HOST)
    return {
      failure: { kind: 'config' },
      says: 'was not sent: the host name does not exist. Check the address.',
    };
  if (CERTIFICATE.test(code))
    return {
      failure: { kind: 'config' },
      says: `was not sent: no trusted TLS connection (${code}). Check the certificate and the address.`,
    };
  return { failure: { kind: 'transient' }, says: `failed (${code}): the store cannot be reached for now.` };
}

function describe(error: unknown): { code: string; message: string } {
  if (!isNativeError(error)) return { code: 'ABORTED', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code, message: error.message };
}
