import type { DueSessions } from '../../checkout/ports';
import type { TenantDirectory } from '../tenant-directory';
import { FORGET } from './statements';

export class DueSessionScan implements DueSessions {
  constructor(private readonly directory: TenantDirectory) {}

  expired(moment: Date, most: number) {
    return this.directory.due('expired_sessions', moment, most);
  }

  withHeldOrder(most: number) {
    return this.directory.due('held_orders', new Date(), most);
  }

  withPendingPayment(most: number) {
    return this.directory.due('pending_payments', new Date(), most);
  }

  abandoned(moment: Date, most: number) {
    return this.directory.due('abandoned_sessions', moment, most);
  }

  async forget(tenantId: string, sessionId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(FORGET, [tenantId, sessionId]);
  }
}
