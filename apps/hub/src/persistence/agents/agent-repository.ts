import type { Agent } from '../../agents/agent';
import type { AgentLookup } from '../../agents/authenticate';
import type { TenantDirectory } from '../tenant-directory';

interface AgentRow {
  agent_id: string;
  connection_id: string;
  mode: Agent['mode'];
  profile: Agent['profile'];
  signature_policy: Agent['signature']['policy'];
  signature_secret: Buffer | null;
  former_signature_secret: Buffer | null;
  former_signature_until: Date | null;
}

const FIND_BY_TOKEN = {
  name: 'agent_by_token',
  text: `
    SELECT k.agent_id, k.connection_id, k.mode, a.profile, a.signature_policy, a.signature_secret,
      a.former_signature_secret, a.former_signature_until
    FROM hub.agent_tokens k
    JOIN hub.agents a ON a.tenant_id = k.tenant_id AND a.agent_id = k.agent_id AND a.disabled_at IS NULL
    JOIN hub.connections c
      ON c.tenant_id = k.tenant_id AND c.connection_id = k.connection_id AND c.disabled_at IS NULL
    JOIN hub.tenants t ON t.tenant_id = k.tenant_id AND t.disabled_at IS NULL
    WHERE k.tenant_id = $1 AND k.token_id = $2 AND k.disabled_at IS NULL`,
};

/** Ties a sealed request-signature secret to its agent. */
export const signatureSecretContext = (agentId: string): string => `agent:${agentId}:signature`;

export class AgentRepository implements AgentLookup {
  constructor(private readonly directory: TenantDirectory) {}

  async findByTokenHash(hash: Buffer): Promise<Agent | undefined> {
    const located = await this.directory.findByTokenHash(hash);
    if (located === undefined) return undefined;
    const { scope, sealing } = await this.directory.open(located.tenantId);
    const [row] = await scope.run<AgentRow>(FIND_BY_TOKEN, [located.tenantId, located.id]);
    if (row === undefined) return undefined;
    const { signature_policy: policy, signature_secret: secret, former_signature_until: until } = row;
    const open = (sealed: Buffer): string =>
      String(sealing.openWithTenantKey(sealed, signatureSecretContext(row.agent_id)));
    return {
      tenantId: located.tenantId,
      agentId: row.agent_id,
      connectionId: row.connection_id,
      mode: row.mode,
      profile: row.profile,
      signature: {
        policy,
        ...(secret === null ? {} : { secret: open(secret) }),
        ...(row.former_signature_secret === null || until === null
          ? {}
          : { former: { secret: open(row.former_signature_secret), until } }),
      },
    };
  }
}
