import { transition, type CancelCheckout as CancelCommand, type CheckoutSession } from '@acp-hub/commerce';
import type { CheckoutOutcome } from './outcome';

/** Ends a session. A held order is released afterwards, by `ReleaseHeldOrders`. */
export class CancelCheckout {
  constructor(private readonly clock: { now(): Date }) {}

  execute(session: CheckoutSession, command: CancelCommand): CheckoutOutcome {
    const result = transition(session, { type: 'cancel', command }, this.clock.now());
    return result.kind === 'ok' ? { kind: 'ok', session: result.session } : result;
  }
}
