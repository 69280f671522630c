import { sessionId, transition, type CreateCheckout as CreateCommand } from '@acp-hub/commerce';
import type { Connection } from '../connectors/connection';
import type { NewId } from '../ids';
import { followEffects } from './follow-effects';
import type { CheckoutOutcome } from './outcome';

/** Opens a session: prices what the agent asked for at the merchant's store. */
export class CreateCheckout {
  constructor(
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
    private readonly lifetimeMs: number,
  ) {}

  execute(connection: Connection, command: CreateCommand): Promise<CheckoutOutcome> {
    const now = this.clock.now();
    const created = transition(
      undefined,
      {
        type: 'create',
        id: sessionId(this.newId('cs')),
        command,
        storeCurrency: connection.currency,
        lifetimeMs: this.lifetimeMs,
      },
      now,
    );
    return followEffects(connection, created, now);
  }
}
