import { choose, valid, validPaymentConfig, type Choices } from './choices';
import { findConnection } from './find-connection';
import type { SecretChange, Tenants } from './ports';
import { ProvisioningError } from './provisioning-error';
import { signingSecret } from './signing-secret';

/** A connection's new settings, each whole; what is absent stays. */
export interface NewSettings {
  readonly config?: unknown;
  readonly paymentConfig?: unknown;
  /** Until then reports signed as before are taken, too; absent: not at all. */
  readonly at?: Date;
}

/** Puts new secrets in the place of old ones; running hubs take them up within seconds. */
export class ReplaceSecrets {
  constructor(
    private readonly tenants: Tenants,
    private readonly choices: Choices,
  ) {}

  /**
   * @param at when a webhook secret takes over, or until when the former signature secret is accepted, too.
   * @returns the new secret; made up where none is given. @throws ProvisioningError
   */
  async ofAgent(
    tenantId: string,
    agentId: string,
    kind: 'webhook' | 'signature',
    given?: string,
    at?: Date,
  ): Promise<string> {
    const secret = signingSecret(given, `${kind} secret`);
    await this.#replace(tenantId, { kind, agentId, secret, ...(at && { at }) }, `agent ${agentId}`);
    return secret;
  }

  /** @throws ProvisioningError where there is no such connection, or its platform does not take the settings. */
  async ofConnection(tenantId: string, connectionId: string, settings: NewSettings): Promise<void> {
    const connection = await findConnection(this.tenants, tenantId, connectionId);
    const changes: SecretChange[] = [];
    if (settings.config !== undefined) {
      const { configSchema, displayName } = await choose(() => this.choices.connector(connection.connector));
      changes.push({
        kind: 'config',
        connectionId,
        value: valid(configSchema, settings.config, displayName),
      });
    }
    if (settings.paymentConfig !== undefined) {
      const provider = await choose(() => this.choices.provider(connection.paymentProvider));
      const value = validPaymentConfig(provider, settings.paymentConfig, connection.mode);
      changes.push({ kind: 'payment_config', connectionId, value });
    }
    for (const change of changes) {
      const timed = { ...change, ...(settings.at && { at: settings.at }) };
      await this.#replace(tenantId, timed, `connection ${connectionId}`);
    }
  }

  async #replace(tenantId: string, change: SecretChange, whose: string): Promise<void> {
    if ((await this.tenants.replaceSecret(tenantId, change)) === 'unknown') {
      throw new ProvisioningError(`${tenantId} has no ${whose}.`);
    }
  }
}
