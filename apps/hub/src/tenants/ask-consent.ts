import type { ConsentTargets, IngressTarget } from '../ingress/ports';
import type { ConsentStates } from './consent-states';
import { ProvisioningError } from './provisioning-error';

/** Finds the page on which a merchant lets the hub into the shop of a connection. */
export class AskConsent {
  constructor(
    private readonly targets: ConsentTargets,
    private readonly states: ConsentStates,
    private readonly clock: { now(): Date },
  ) {}

  /**
   * @param callbackUrl the connection's ingress address.
   * @throws ProvisioningError where there is no such connection, or its platform has no such page.
   */
  async execute(target: IngressTarget, callbackUrl: string, returnUrl: string): Promise<string> {
    const found = await this.targets.find(target);
    if (found === undefined)
      throw new ProvisioningError(`${target.tenantId} has no connection ${target.connectionId}.`);
    const { connector, config } = found;
    if (connector.consent === undefined)
      throw new ProvisioningError(
        `${connector.displayName} has no page on which to let the hub in: give its credentials with hub secret rotate.`,
      );
    const state = this.states.issue(target.connectionId, this.clock.now());
    return connector.consent.url(connector.configSchema.parse(config), { state, callbackUrl, returnUrl });
  }
}
