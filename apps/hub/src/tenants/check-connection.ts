import { currency, type Currency } from '@acp-hub/commerce';
import type { Mode } from '../agents/agent';
import { choose, valid, validPaymentConfig, type Choices } from './choices';
import { ProvisioningError } from './provisioning-error';

/** What an operator says of a shop and of the account its sales are paid to. */
export interface ConnectionSettings {
  readonly mode: Mode;
  readonly connector: string;
  readonly config: unknown;
  readonly paymentProvider: string;
  readonly paymentConfig: unknown;
  readonly currency: string;
}

/**
 * The settings as platform and provider read them.
 * @throws ProvisioningError where one of them does not take them, or the mode may not be.
 */
export async function checkConnection(
  choices: Choices,
  settings: ConnectionSettings,
  keysAreGenerated: boolean,
): Promise<{ readonly currency: Currency; readonly config: unknown; readonly paymentConfig: unknown }> {
  const connector = await choose(() => choices.connector(settings.connector));
  const provider = await choose(() => choices.provider(settings.paymentProvider));
  if (!provider.capabilities.modes.includes(settings.mode)) {
    throw new ProvisioningError(
      `${provider.displayName} takes no ${settings.mode} payments; choose another provider.`,
    );
  }
  if (provider.capabilities.flow === 'platform' && connector.capabilities.takesPayments !== true) {
    throw new ProvisioningError(
      `${provider.displayName} leaves the payment to the shop, and ${connector.displayName} takes none; choose another provider.`,
    );
  }
  if (settings.mode === 'live' && keysAreGenerated) {
    throw new ProvisioningError('Live mode needs HUB_ENCRYPTION_KEYS of your own: openssl rand -base64 32.');
  }
  const paymentConfig = validPaymentConfig(provider, settings.paymentConfig, settings.mode);
  return {
    currency: await choose(() => currency(settings.currency)),
    config: valid(connector.configSchema, settings.config, connector.displayName),
    paymentConfig,
  };
}
