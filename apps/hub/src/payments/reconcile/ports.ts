import type { HeldOrder, PendingPayment } from '../../checkout/ports';
import type { RecordedMovement } from '../refunds/refund';
import type { Movement, Saga } from '../saga';

/** An attempt that has ended, with everything the hub knows beside it. */
export interface EndedAttempt {
  readonly tenantId: string;
  readonly attemptId: string;
  readonly sessionId: string;
  readonly connectionId: string;
  readonly mode: string;
  readonly state: 'succeeded' | 'failed';
  readonly saga: Saga;
  /** What the session keeps for its next attempt. */
  readonly heldOrder?: HeldOrder;
  readonly pendingPayments: readonly PendingPayment[];
  /** The other attempts of the session: what they use is not this one's. */
  readonly siblings: readonly Pick<Saga, 'payment' | 'order'>[];
  readonly movements: readonly RecordedMovement[];
  readonly order?: {
    readonly id: string;
    readonly platformOrderId: string;
    readonly snapshotVersion: number;
  };
}

export interface ReconcileBooks {
  /** Oldest first, after the attempt named and ended a while ago. @param since attempts opened before are left out. */
  ended(
    tenantId: string,
    window: { readonly after?: string; readonly since: Date; readonly until: Date },
    most: number,
  ): Promise<readonly EndedAttempt[]>;
  /** Adds what the provider knows of and the hub did not. */
  addMovements(attempt: EndedAttempt, movements: readonly Movement[]): Promise<void>;
  /** Merchants whose turn has come. */
  due(most: number): Promise<readonly { readonly tenantId: string }[]>;
  /** Takes the turn; `undefined` where another replica has it. `after`: how far the pass had come. */
  takeTurn(tenantId: string, nextInMs: number): Promise<{ readonly after?: string } | undefined>;
  /** How far this turn came; without `after` the pass is over. */
  finishTurn(tenantId: string, after: string | undefined, nextInMs: number): Promise<void>;
}
