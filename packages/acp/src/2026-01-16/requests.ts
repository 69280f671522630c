import { z } from 'zod';
import { requestSchemas as before } from '../2025-12-12/requests';
import { outcomeDetailsRequest } from '../common/wire/request-parts';

/** Differs from 2025-12-12 in the outcomes of 3-D Secure alone. */
export const requestSchemas = {
  ...before,
  complete: before.complete.extend({
    authentication_result: z
      .object({
        outcome: z.enum(['authenticated', 'failed', 'unavailable', 'rejected', 'attempt']),
        outcome_details: outcomeDetailsRequest.nullish(),
      })
      .nullish(),
  }),
};
