import { z } from 'zod';
import { orderStatus } from './order';
import { identifier } from './primitives';
import { quote, quoteLine } from './quote';
import { contractRegistry } from './registry';

export const errorCodes = [
  'invalid_request',
  'unsupported_version',
  'idempotency_key_required',
  'signature_missing',
  'signature_invalid',
  'signature_expired',
  'not_found',
  'price_changed',
  'out_of_stock',
  'idempotency_conflict',
  'order_canceled',
  'order_state',
  'payment_mismatch',
  'refund_exceeds_paid',
  'expired',
  'body_too_large',
  'unsupported_media_type',
  'address_required',
  'option_required',
  'region_restricted',
  'rate_limited',
  'internal_error',
  'unavailable',
] as const;

export type StoreErrorCode = (typeof errorCodes)[number];

/** The one HTTP status each code travels with. */
export const errorStatus: Readonly<Record<StoreErrorCode, number>> = {
  invalid_request: 400,
  unsupported_version: 400,
  idempotency_key_required: 400,
  signature_missing: 401,
  signature_invalid: 401,
  signature_expired: 401,
  not_found: 404,
  price_changed: 409,
  out_of_stock: 409,
  idempotency_conflict: 409,
  order_canceled: 409,
  order_state: 409,
  payment_mismatch: 409,
  refund_exceeds_paid: 409,
  expired: 410,
  body_too_large: 413,
  unsupported_media_type: 415,
  address_required: 422,
  option_required: 422,
  region_restricted: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
};

/** Flat, like ACP's errors. */
export const storeError = z
  .object({
    type: z.enum(['invalid_request', 'processing_error', 'service_unavailable', 'rate_limit_exceeded']),
    code: z.enum(errorCodes),
    message: z.string().min(1).describe('Says what to do'),
    param: z.string().optional().describe('RFC 9535 JSONPath into the request, e.g. $.items[0].quantity'),
    quote: quote.optional().describe('With `price_changed`: the price now'),
    lines: z.array(quoteLine).optional().describe('With `out_of_stock`: the lines that are short'),
    unknown_items: z.array(identifier).optional().describe('With `out_of_stock`: what is no longer sold'),
    order_status: orderStatus
      .optional()
      .describe('With `order_canceled` and `order_state`: the state that stands in the way'),
  })
  .register(contractRegistry, { id: 'Error' });

export type StoreError = z.infer<typeof storeError>;
export type StoreErrorType = StoreError['type'];

/** The `type` that belongs to a status. */
export function errorTypeOf(status: number): StoreErrorType {
  if (status === 429) return 'rate_limit_exceeded';
  if (status === 503) return 'service_unavailable';
  return status >= 500 ? 'processing_error' : 'invalid_request';
}
