import { atStep, logged, lookAgain, type Refund } from './refund';

/** A refund that waited for a person, open again: the money under a new key, or only the platform's books. */
export function reopenRefund(refund: Refund, now: Date): Refund {
  const told = logged(refund, 'tried again for an operator', now);
  const { why: _mended, ...saga } = told.saga;
  const opened: Refund = { ...told, state: 'open', saga };
  return saga.step === 'write_to_platform' ? atStep(opened, saga.step) : lookAgain(opened);
}
