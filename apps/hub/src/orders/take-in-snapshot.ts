import { applySnapshot, type OrderSnapshot } from '@acp-hub/commerce';
import type { Orders, OutboxNudge, PlatformOrder } from './ports';

/** `unknown`: not sold through the hub, or not paid yet. */
export type SnapshotOutcome = 'changed' | 'unchanged' | 'unknown';

/** Writers of one order that get in each other's way; more would be a bug. */
const MOST_TRIES = 5;

/** Compares a platform's snapshot with the stored order, and appends what is new. */
export class TakeInSnapshot {
  constructor(
    private readonly orders: Orders,
    private readonly outbox: OutboxNudge,
    private readonly clock: { now(): Date },
  ) {}

  /** @throws Error where other writers keep getting in first. */
  async execute(where: PlatformOrder, snapshot: OrderSnapshot): Promise<SnapshotOutcome> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const stored = await this.orders.findByPlatformId(where);
      if (stored === undefined) return 'unknown';
      const change = applySnapshot(stored.order, snapshot, this.clock.now());
      if (change.order === stored.order) return 'unchanged';
      if ((await this.orders.storeChange(stored, change)) === 'stored') {
        if (change.changes.length > 0) this.outbox.nudge();
        return 'changed';
      }
    }
    throw new Error(`Order ${where.platformOrderId} was written by others ${MOST_TRIES} times in a row.`);
  }
}
