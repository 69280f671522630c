import { z } from 'zod';
import { errorCodes, type AcpErrorCode } from './error-codes';

/** The flat error body of every version; versions before 2026-04-17 have no `supported_versions`. */
export const errorSchema = z.strictObject({
  type: z.enum(['invalid_request', 'processing_error', 'service_unavailable']),
  code: z.string(),
  message: z.string(),
  param: z.string().optional(),
  supported_versions: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).optional(),
});

/** An error as it crosses the wire, with a code the hub knows. */
export type AcpError = z.infer<typeof errorSchema> & { code: AcpErrorCode };

export interface ErrorDetails {
  /** RFC 9535 JSONPath of the value at fault. */
  readonly param?: string | undefined;
  readonly supportedVersions?: readonly string[];
}

/** @param message for the agent's developer: says what to do, and repeats no value that was sent. */
export function acpError(code: AcpErrorCode, message: string, details: ErrorDetails = {}): AcpError {
  return {
    type: errorCodes[code].type,
    code,
    message,
    ...(details.param === undefined ? {} : { param: details.param }),
    ...(details.supportedVersions === undefined
      ? {}
      : { supported_versions: [...details.supportedVersions] }),
  };
}

/** The HTTP status that goes with an error by the specification. */
export const statusOf = (error: Pick<AcpError, 'code'>): number => errorCodes[error.code].status;
