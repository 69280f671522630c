import { hashToken } from '../../agents/bearer-token';
import type { OwnMerchant, OwnMerchants } from '../../tenants/own-merchant';
import { configContext, paymentConfigContext } from '../connections/connection-repository';
import type { KeyRing } from '../key-ring';
import { tenantKeys } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import type { TenantScopes } from '../tenant-scope';
import { webhookSecretContext } from '../webhooks/outbox-repository';
import {
  DISABLE_FORMER_TOKENS,
  PUT_AGENT,
  PUT_CONNECTION,
  PUT_TENANT,
  PUT_TOKEN,
} from './own-merchant-statements';

export class OwnMerchantRepository implements OwnMerchants {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly scopes: TenantScopes,
    private readonly keyRing: KeyRing,
  ) {}

  async put({ tenant, connection, agent, token }: OwnMerchant): Promise<{ readonly ingressPath: string }> {
    const { tenantId } = tenant;
    const { wrapped } = tenantKeys(this.keyRing).create(tenantId);
    const profile = JSON.stringify(tenant.profile);
    await this.scopes.of(tenantId).run(PUT_TENANT, [tenantId, tenant.name, profile, wrapped]);
    const { scope, sealing } = await this.directory.open(tenantId);
    return scope.transaction(async (transaction) => {
      const { connectionId } = connection;
      const [stored] = await transaction.run<{ ingress_id: string }>(PUT_CONNECTION, [
        tenantId,
        connectionId,
        connection.name,
        connection.mode,
        connection.connector,
        sealing.sealWithTenantKey(connection.config, configContext(connectionId)),
        connection.paymentProvider,
        sealing.sealWithTenantKey(connection.paymentConfig, paymentConfigContext(connectionId)),
        connection.currency,
        connection.refunds,
        connection.ingressId,
      ]);
      const { agentId, webhook } = agent;
      const secret = webhook && sealing.sealWithTenantKey(webhook.secret, webhookSecretContext(agentId));
      await transaction.run(PUT_AGENT, [
        tenantId,
        agentId,
        agent.name,
        agent.profile,
        webhook?.url ?? null,
        secret ?? null,
      ]);
      await transaction.run(PUT_TOKEN, [
        tenantId,
        token.tokenId,
        hashToken(token.token),
        agentId,
        connectionId,
        token.mode,
      ]);
      await transaction.run(DISABLE_FORMER_TOKENS, [tenantId, token.tokenId]);
      return { ingressPath: `/ingress/${stored?.ingress_id ?? connection.ingressId}` };
    });
  }
}
