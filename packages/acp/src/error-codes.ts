/** The kinds of error the protocol knows. */
export type AcpErrorType = 'invalid_request' | 'processing_error' | 'service_unavailable';

interface ErrorCode {
  readonly status: number;
  readonly type: AcpErrorType;
}

const invalidRequest = (status: number): ErrorCode => ({ status, type: 'invalid_request' });

/** Every code the hub answers with, its HTTP status and its type. Codes never change their meaning. */
export const errorCodes = {
  missing_api_version: invalidRequest(400),
  unsupported_api_version: invalidRequest(400),
  unauthorized: invalidRequest(401),
  invalid_signature: invalidRequest(401),
  invalid_json: invalidRequest(400),
  missing: invalidRequest(400),
  invalid: invalidRequest(400),
  invalid_item_id: invalidRequest(400),
  unsupported_currency: invalidRequest(400),
  pii_not_allowed: invalidRequest(400),
  requires_3ds: invalidRequest(400),
  /** The token is valid, and not for this. */
  insufficient_scope: invalidRequest(403),
  /** What was signed for a time is past it. */
  url_expired: invalidRequest(403),
  /** What was signed has been replaced by another. */
  url_revoked: invalidRequest(403),
  not_found: invalidRequest(404),
  method_not_allowed: invalidRequest(405),
  /** The session is completed, canceled or expired. */
  session_closed: invalidRequest(405),
  request_timeout: invalidRequest(408),
  payment_in_progress: invalidRequest(409),
  /** The agent's webhook endpoint answered 410 and is off until an operator enables it. */
  endpoint_disabled: invalidRequest(409),
  payload_too_large: invalidRequest(413),
  unsupported_media_type: invalidRequest(415),
  rate_limited: invalidRequest(429),
  headers_too_large: invalidRequest(431),
  idempotency_key_required: invalidRequest(400),
  idempotency_in_flight: invalidRequest(409),
  /** 422 by the specification; an agent's profile may ask for 409. */
  idempotency_conflict: invalidRequest(422),
  internal_error: { status: 500, type: 'processing_error' },
  service_unavailable: { status: 503, type: 'service_unavailable' },
} as const satisfies Record<string, ErrorCode>;

export type AcpErrorCode = keyof typeof errorCodes;
