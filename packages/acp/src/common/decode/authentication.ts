import type { AuthenticationOutcome, AuthenticationResult } from '@acp-hub/commerce';
import type { z } from 'zod';
import { compact } from '../compact';
import type { outcomeDetailsRequest } from '../wire/request-parts';

/** @param outcome the canonical name of what the agent sent */
export const decodeAuthenticationResult = (
  outcome: AuthenticationOutcome,
  details: z.output<typeof outcomeDetailsRequest> | null | undefined,
): AuthenticationResult =>
  compact({
    outcome,
    details: details
      ? {
          cryptogram: details.three_ds_cryptogram,
          eci: details.electronic_commerce_indicator,
          transactionId: details.transaction_id,
          version: details.version,
        }
      : undefined,
  });
