import type { ConsentStates } from '../tenants/consent-states';
import type { Tenants } from '../tenants/ports';
import type { IngressOutcome } from './accept-platform-event';
import type { ConsentTargets, PlatformEvents } from './ports';

/** Takes the credentials that a platform posts once its merchant has let the hub in. */
export class AcceptConsent {
  constructor(
    private readonly events: Pick<PlatformEvents, 'findTarget'>,
    private readonly targets: ConsentTargets,
    private readonly tenants: Pick<Tenants, 'replaceSecret'>,
    private readonly states: ConsentStates,
    private readonly clock: { now(): Date },
  ) {}

  async execute(ingressId: string, body: Buffer): Promise<IngressOutcome> {
    const target = await this.events.findTarget(ingressId);
    const found = target && (await this.targets.find(target));
    if (target === undefined || found === undefined) return 'unknown';
    const { connector, config } = found;
    const grant = connector.consent?.read(connector.configSchema.parse(config), body);
    if (grant === undefined || !this.states.isGood(grant.state, target.connectionId, this.clock.now()))
      return 'not_authentic';
    const { connectionId } = target;
    await this.tenants.replaceSecret(target.tenantId, { kind: 'config', connectionId, value: grant.config });
    return 'let_in';
  }
}
