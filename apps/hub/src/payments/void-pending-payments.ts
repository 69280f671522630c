import { paymentId, type Payment } from '@acp-hub/payment';
import type { CheckoutSessions, PendingPayment, StoredSession } from '../checkout/ports';
import type { ReleaseQueue } from '../checkout/release-queue';
import type { Connection, Connections } from '../connectors/connection';
import type { Findings } from './findings';
import { holdsNothing } from './steps/undo-payment';

/** Voids payments that asked for 3-D Secure and that nobody goes on with: the session ended, or was paid otherwise. */
export class VoidPendingPayments {
  constructor(
    private readonly queue: ReleaseQueue,
    private readonly sessions: CheckoutSessions,
    private readonly connections: Connections,
    private readonly findings: Findings,
  ) {}

  execute(): Promise<void> {
    return this.queue.forEach((stored) => this.#release(stored));
  }

  async #release(stored: StoredSession): Promise<void> {
    const connection = await this.connections.open(stored.tenantId, stored.connectionId);
    for (const pending of stored.pendingPayments ?? []) {
      const left = await voidPending(connection, pending);
      if (left !== undefined) await this.#report(stored, pending, left);
      await this.sessions.dropPendingPayment(stored.tenantId, stored.session.id, pending.paymentId);
    }
  }

  async #report(
    { tenantId, connectionId, session }: StoredSession,
    { paymentId: reference, attemptId }: PendingPayment,
    left: 'money_kept' | 'authorization_left',
  ): Promise<void> {
    await this.findings.record({
      ...{ tenantId, connectionId, sessionId: session.id, attemptId, reference },
      code: left,
      outcome: 'reported',
      detail: `Payment ${reference} asked for 3-D Secure and was not gone on with, and the provider holds or has taken money by it. Void or refund it there.`,
    });
  }
}

/** @throws Error where the provider cannot be asked now. */
async function voidPending(
  { payment: { account } }: Connection,
  { paymentId: id, attemptId }: PendingPayment,
): Promise<'money_kept' | 'authorization_left' | undefined> {
  const before = await account.retrieve(paymentId(id));
  if (!before.ok) throw new Error(before.error.message);
  if (before.value === undefined || holdsNothing(before.value)) return undefined;
  if (isTaken(before.value)) return 'money_kept';
  const answer = await account.void({
    idempotencyKey: `${attemptId}:void-pending`,
    paymentId: paymentId(id),
  });
  if (answer.ok) return undefined;
  if (answer.error.kind !== 'rejected' && answer.error.kind !== 'unsupported')
    throw new Error(answer.error.message);
  const after = await account.retrieve(paymentId(id));
  if (!after.ok) throw new Error(after.error.message);
  if (after.value === undefined || holdsNothing(after.value)) return undefined;
  return isTaken(after.value) ? 'money_kept' : 'authorization_left';
}

const isTaken = ({ captured, refunded }: Payment): boolean => captured.amount > refunded.amount;
