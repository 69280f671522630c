import type { IngressTarget, PaymentEventTargets, PlatformEvents } from '../../ingress/ports';
import type { Located } from '../../located';
import type { TenantDirectory } from '../tenant-directory';

const FIND_ENABLED = {
  name: 'ingress_find_enabled',
  text: 'SELECT FROM hub.connections WHERE tenant_id = $1 AND connection_id = $2 AND disabled_at IS NULL',
};
const IS_KNOWN = {
  name: 'platform_event_is_known',
  text: 'SELECT FROM hub.platform_events WHERE tenant_id = $1 AND connection_id = $2 AND event_id = $3',
};
const REMEMBER = {
  name: 'platform_event_remember',
  text: `
    INSERT INTO hub.platform_events (tenant_id, connection_id, event_id, received_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING`,
};

export class PlatformEventRepository implements PlatformEvents, PaymentEventTargets {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly clock: { now(): Date },
  ) {}

  async findTarget(ingressId: string): Promise<IngressTarget | undefined> {
    return this.#enabled(await this.directory.findByIngressId(ingressId));
  }

  async findPaymentTarget(ingressId: string): Promise<IngressTarget | undefined> {
    return this.#enabled(await this.directory.findByPaymentIngressId(ingressId));
  }

  async isKnown({ tenantId, connectionId }: IngressTarget, eventId: string): Promise<boolean> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run(IS_KNOWN, [tenantId, connectionId, eventId])).length > 0;
  }

  async remember({ tenantId, connectionId }: IngressTarget, eventId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(REMEMBER, [tenantId, connectionId, eventId, this.clock.now()]);
  }

  async #enabled(located: Located | undefined): Promise<IngressTarget | undefined> {
    if (located === undefined) return undefined;
    const { tenantId, id: connectionId } = located;
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run(FIND_ENABLED, [tenantId, connectionId]);
    return rows.length === 1 ? { tenantId, connectionId } : undefined;
  }
}
