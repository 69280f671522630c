import { acpError, statusOf, type AcpError, type AcpErrorCode, type ErrorDetails } from '@acp-hub/acp';

/** An answer that is an error of the protocol; thrown in the face and written by `AcpErrorFilter`. */
export class AcpFault extends Error {
  override readonly name = 'AcpFault';
  readonly status: number;

  constructor(
    readonly error: AcpError,
    options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(error.message);
    this.status = options.status ?? statusOf(error);
    this.headers = options.headers ?? {};
  }

  readonly headers: Readonly<Record<string, string>>;
}

export const fault = (code: AcpErrorCode, message: string, details?: ErrorDetails): AcpFault =>
  new AcpFault(acpError(code, message, details));

export const unknownSession = (): AcpError =>
  acpError('not_found', 'There is no checkout session with this id.');
export const unknownOrder = (): AcpError => acpError('not_found', 'There is no order with this id.');

/** The store or a payment service cannot be reached; the agent's request was fine. */
export const unavailable = (retryAfterSeconds: number): AcpFault =>
  new AcpFault(
    acpError(
      'service_unavailable',
      'The store cannot be reached right now; send the same request again later.',
    ),
    {
      headers: { 'retry-after': String(retryAfterSeconds) },
    },
  );
