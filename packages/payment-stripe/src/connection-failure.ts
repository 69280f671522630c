import { failuresOfService, transientFailure, type PaymentWriteError } from '@acp-hub/payment';

export const { ofConnection: failureOfConnection, nonsense, rateLimited } = failuresOfService('Stripe');

/** What a status says that comes without an error of Stripe's: an answer of something in between. */
export const failureOfStatus = (
  status: number,
  retryAfter: string | undefined,
  now: Date,
): PaymentWriteError =>
  status === 429
    ? rateLimited(retryAfter, now)
    : transientFailure(`Stripe answered ${status} without a reason.`, 'unknown');
