import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../config/load-config';
import { checkConnection } from './check-connection';
import { checkToken } from './check-token';
import type { Choices } from './choices';
import { readMerchantProfile } from './merchant-profile';
import type { NewAgent, NewConnection, NewTenant, NewToken } from './ports';

/** The one merchant that the environment describes. */
export interface OwnMerchant {
  readonly tenant: NewTenant;
  readonly connection: NewConnection;
  readonly agent: NewAgent;
  readonly token: NewToken;
}

export interface OwnMerchants {
  /** Makes the merchant, or brings what is stored in line with it; its former tokens no longer count. */
  put(merchant: OwnMerchant): Promise<{ readonly ingressPath: string }>;
}

const TENANT_ID = 'ten_own';

/**
 * The merchant of `HUB_MERCHANT_*`, under ids that never change, so that every start finds it again; a mode of its
 * own has a connection of its own. `undefined` where the environment names none. @throws ProvisioningError
 */
export async function ownMerchant(
  config: Config,
  choices: Choices,
  keysAreGenerated: boolean,
): Promise<OwnMerchant | undefined> {
  const { HUB_MERCHANT_NAME: name, HUB_MERCHANT_AGENT_TOKEN: token, HUB_MERCHANT_MODE: mode } = config;
  if (name === undefined || token === undefined) return undefined;
  checkToken(token, mode);
  const settings = {
    mode,
    connector: config.HUB_MERCHANT_CONNECTOR,
    config: config.HUB_MERCHANT_CONNECTOR_CONFIG,
    paymentProvider: config.HUB_MERCHANT_PAYMENT_PROVIDER,
    paymentConfig: config.HUB_MERCHANT_PAYMENT_CONFIG,
    currency: config.HUB_MERCHANT_CURRENCY,
  };
  const connectionId = `con_own_${mode}`;
  const agentId = 'agt_own';
  return {
    tenant: { tenantId: TENANT_ID, name, profile: readMerchantProfile(config.HUB_MERCHANT_PROFILE ?? {}) },
    connection: {
      ...settings,
      ...(await checkConnection(choices, settings, keysAreGenerated)),
      connectionId,
      name: 'own',
      refunds: 'follow_platform',
      ingressId: randomBytes(24).toString('base64url'),
    },
    agent: {
      agentId,
      name: 'own',
      profile: config.HUB_MERCHANT_AGENT_PROFILE,
      signature: { policy: 'off' },
      ...webhookOf(config),
    },
    token: { tokenId: `tok_own_${digest(token)}`, token, agentId, connectionId, mode },
  };
}

function webhookOf(config: Config): Pick<NewAgent, 'webhook'> {
  const { HUB_MERCHANT_WEBHOOK_URL: url, HUB_MERCHANT_WEBHOOK_SECRET: secret } = config;
  return url === undefined || secret === undefined ? {} : { webhook: { url, secret } };
}

/** Tells tokens apart in ids; says nothing of a token that cannot be guessed. */
const digest = (token: string): string =>
  createHash('sha256').update(`token id:${token}`).digest('hex').slice(0, 16);
