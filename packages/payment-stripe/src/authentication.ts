import type { AuthenticationOutcome, AuthenticationResult } from '@acp-hub/commerce';

/** The issuer's `transStatus` behind the outcomes that let a payment go on (EMV 3-D Secure). */
const statuses: Partial<Record<AuthenticationOutcome, 'A' | 'Y'>> = {
  authenticated: 'Y',
  attempt_acknowledged: 'A',
};

/** Whether the buyer was authenticated, with a proof that can be passed on. */
export const hasPassed = ({ outcome, details }: AuthenticationResult): boolean =>
  statuses[outcome] !== undefined && details !== undefined;

/** Stripe's parameters for 3-D Secure that was run elsewhere ("Import 3D Secure results"). */
export function authenticationOf({ outcome, details }: AuthenticationResult): object {
  if (details === undefined) return {};
  return {
    payment_method_options: {
      card: {
        three_d_secure: {
          cryptogram: details.cryptogram,
          electronic_commerce_indicator: details.eci,
          transaction_id: details.transactionId,
          version: details.version,
          ...(statuses[outcome] && { ares_trans_status: statuses[outcome] }),
        },
      },
    },
  };
}
