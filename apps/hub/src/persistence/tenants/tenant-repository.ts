import { signatureSecretContext } from '../agents/agent-repository';
import { configContext, paymentConfigContext } from '../connections/connection-repository';
import type { KeyRing } from '../key-ring';
import { tenantKeys } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import type { TenantScope, TenantScopes } from '../tenant-scope';
import { webhookSecretContext } from '../webhooks/outbox-repository';
import { hashToken } from '../../agents/bearer-token';
import type {
  AgentSummary,
  ConnectionSummary,
  Changed,
  DisableTarget,
  NewAgent,
  NewConnection,
  NewTenant,
  NewToken,
  RefundPolicy,
  SecretChange,
  SecretSummary,
  Tenants,
  TenantSummary,
} from '../../tenants/ports';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { sealChange } from './seal-change';
import {
  ADD_AGENT,
  ADD_CONNECTION,
  ADD_TENANT,
  ADD_TOKEN,
  DISABLE,
  READ_AGENTS,
  READ_CONNECTIONS,
  READ_KEY,
  READ_SECRETS,
  READ_TENANT,
  RENEW_KEY,
  REPLACE,
  SET_REFUNDS,
} from './statements';

type TenantRow = { tenant_id: string; name: string; created_at: Date; disabled: boolean };
type ConnectionRow = Pick<
  ConnectionSummary,
  'name' | 'mode' | 'connector' | 'currency' | 'refunds' | 'disabled'
> & {
  connection_id: string;
  payment_provider: string;
  ingress_id: string;
  payment_ingress_id: string;
};
type SecretRow = Pick<SecretSummary, 'kind'> & {
  owner_id: string;
  owner_name: string;
  takes_over_at: Date | null;
  former_until: Date | null;
};
type AgentRow = Pick<AgentSummary, 'name' | 'profile' | 'tokens' | 'disabled'> & {
  agent_id: string;
  webhook_url: string | null;
  webhook_disabled: boolean;
  webhook_api_version: string | null;
};

export class TenantRepository implements Tenants {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly scopes: TenantScopes,
    private readonly keyRing: KeyRing,
  ) {}

  async add({ tenantId, name, profile }: NewTenant): Promise<void> {
    const { wrapped } = tenantKeys(this.keyRing).create(tenantId);
    await this.scopes.of(tenantId).run(ADD_TENANT, [tenantId, name, JSON.stringify(profile), wrapped]);
  }

  async addConnection(tenantId: string, connection: NewConnection): Promise<void> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const { connectionId: id } = connection;
    await scope.run(ADD_CONNECTION, [
      tenantId,
      id,
      connection.name,
      connection.mode,
      connection.connector,
      sealing.sealWithTenantKey(connection.config, configContext(id)),
      connection.paymentProvider,
      sealing.sealWithTenantKey(connection.paymentConfig, paymentConfigContext(id)),
      connection.currency,
      connection.refunds,
      connection.ingressId,
    ]);
  }

  async addAgent(tenantId: string, agent: NewAgent, token: NewToken): Promise<void> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const { agentId: id, signature, webhook } = agent;
    const values = [
      tenantId,
      id,
      agent.name,
      agent.profile,
      signature.policy,
      signature.secret === undefined
        ? null
        : sealing.sealWithTenantKey(signature.secret, signatureSecretContext(id)),
      webhook?.url ?? null,
      webhook === undefined ? null : sealing.sealWithTenantKey(webhook.secret, webhookSecretContext(id)),
      webhook?.apiVersion ?? null,
    ];
    await scope.transaction(async (transaction) => {
      transaction.send(ADD_AGENT, values);
      await addToken(transaction, token);
    });
  }

  async addToken(tenantId: string, token: NewToken): Promise<void> {
    await addToken(this.scopes.of(tenantId), token);
  }

  async find(tenantId: string): Promise<TenantSummary | undefined> {
    const [row] = await this.scopes.of(tenantId).run<TenantRow>(READ_TENANT, [tenantId]);
    return (
      row && {
        tenantId: row.tenant_id,
        name: row.name,
        createdAt: row.created_at.toISOString(),
        disabled: row.disabled,
      }
    );
  }

  ids(): Promise<readonly string[]> {
    return this.directory.all();
  }

  async list(): Promise<readonly TenantSummary[]> {
    const found = await Promise.all((await this.ids()).map((id) => this.find(id)));
    return found.filter((tenant) => tenant !== undefined);
  }

  async renewKeys(): Promise<readonly string[]> {
    const renewed: string[] = [];
    for (const tenantId of await this.ids()) {
      const scope = this.scopes.of(tenantId);
      const [row] = await scope.run<{ wrapped_key: Buffer }>(READ_KEY, [tenantId]);
      const wrapped = row && tenantKeys(this.keyRing).renew(tenantId, row.wrapped_key);
      if (row === undefined || wrapped === undefined) continue;
      await scope.run(RENEW_KEY, [tenantId, wrapped, row.wrapped_key]);
      renewed.push(tenantId);
    }
    return renewed;
  }

  async connections(tenantId: string): Promise<readonly ConnectionSummary[]> {
    const rows = await this.scopes.of(tenantId).run<ConnectionRow>(READ_CONNECTIONS, [tenantId]);
    return rows.map(({ connection_id, payment_provider, ingress_id, payment_ingress_id, ...rest }) => ({
      ...rest,
      tenantId,
      connectionId: connection_id,
      paymentProvider: payment_provider,
      ingressPath: `/ingress/${ingress_id}`,
      paymentIngressPath: `/ingress/${payment_ingress_id}`,
    }));
  }

  async agents(tenantId: string): Promise<readonly AgentSummary[]> {
    const rows = await this.scopes.of(tenantId).run<AgentRow>(READ_AGENTS, [tenantId]);
    return rows.map(({ agent_id, webhook_url, webhook_disabled, webhook_api_version, ...rest }) => ({
      ...rest,
      tenantId,
      agentId: agent_id,
      webhookUrl: webhook_url ?? undefined,
      webhookDisabled: webhook_disabled,
      webhookApiVersion: webhook_api_version ?? undefined,
    }));
  }

  async disable(tenantId: string, target: DisableTarget): Promise<Changed> {
    const id = target.kind === 'tenant' ? tenantId : target.id;
    const rows = await this.scopes.of(tenantId).run(DISABLE[target.kind], [tenantId, id]);
    return rows.length === 0 ? 'unknown' : 'changed';
  }

  async setRefunds(tenantId: string, connectionId: string, refunds: RefundPolicy): Promise<Changed> {
    const rows = await this.scopes.of(tenantId).run(SET_REFUNDS, [tenantId, connectionId, refunds]);
    return rows.length === 0 ? 'unknown' : 'changed';
  }

  async secrets(tenantId: string): Promise<readonly SecretSummary[]> {
    const rows = await this.scopes.of(tenantId).run<SecretRow>(READ_SECRETS, [tenantId]);
    return rows.map(({ kind, owner_id, owner_name, takes_over_at, former_until }) => ({
      kind,
      ownerId: owner_id,
      ownerName: owner_name,
      takesOverAt: takes_over_at ?? undefined,
      formerUntil: former_until ?? undefined,
    }));
  }

  async replaceSecret(tenantId: string, change: SecretChange): Promise<Changed> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const { id, sealed } = sealChange(sealing, change);
    const rows = await scope.run(REPLACE[change.kind], [tenantId, id, sealed, change.at ?? null]);
    return rows.length === 0 ? 'unknown' : 'changed';
  }
}

async function addToken(scope: TenantScope, token: NewToken): Promise<void> {
  const { tokenId, agentId, connectionId, mode } = token;
  const hash = hashToken(token.token);
  const rows = await scope.run(ADD_TOKEN, [scope.tenantId, tokenId, hash, agentId, connectionId, mode]);
  if (rows.length === 0) {
    throw new ProvisioningError(
      'This token is in use already: give another, or none, and the hub makes one.',
    );
  }
}
