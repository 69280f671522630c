import type { AuthenticationOutcome, CompleteCheckout } from '@acp-hub/commerce';
import { decodeAttributedComplete } from '../2025-12-12/decode';
import { decodeAuthenticationResult } from '../common/decode/authentication';
import { parseBody, type Decoded } from '../common/decode/decoded';
import { requestSchemas } from './requests';

export { decodeCreate, decodeUpdate } from '../2025-12-12/decode';

/** This version's own names for what came of 3-D Secure. */
const outcomes = {
  authenticated: 'authenticated',
  failed: 'denied',
  unavailable: 'not_supported',
  rejected: 'rejected',
  attempt: 'attempt_acknowledged',
} as const satisfies Record<string, AuthenticationOutcome>;

export function decodeComplete(body: unknown): Decoded<CompleteCheckout> {
  const parsed = parseBody(requestSchemas.complete, body);
  if (!parsed.ok) return parsed;
  const result = parsed.data.authentication_result;
  return decodeAttributedComplete(
    parsed.data,
    result ? decodeAuthenticationResult(outcomes[result.outcome], result.outcome_details) : undefined,
  );
}
