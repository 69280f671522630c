import { transition, type CheckoutSession, type UpdateCheckout as UpdateCommand } from '@acp-hub/commerce';
import type { Connection } from '../connectors/connection';
import { followEffects } from './follow-effects';
import type { CheckoutOutcome } from './outcome';

/** Changes a session and quotes it again where the change can alter a price. */
export class UpdateCheckout {
  constructor(private readonly clock: { now(): Date }) {}

  execute(
    connection: Connection,
    session: CheckoutSession,
    command: UpdateCommand,
  ): Promise<CheckoutOutcome> {
    const now = this.clock.now();
    return followEffects(connection, transition(session, { type: 'update', command }, now), now);
  }
}
