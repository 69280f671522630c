const statement = (name: string, text: string) => ({ name: `tenants_${name}`, text });

export const ADD_TENANT = statement(
  'add',
  `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, $3, $4, now())`,
);

export const ADD_CONNECTION = statement(
  'add_connection',
  `INSERT INTO hub.connections (tenant_id, connection_id, name, mode, connector, config, payment_provider, payment_config,
     currency, refunds, ingress_id, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())`,
);

export const ADD_AGENT = statement(
  'add_agent',
  `INSERT INTO hub.agents (tenant_id, agent_id, name, profile, signature_policy, signature_secret, webhook_url,
     webhook_secret, webhook_api_version, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
);

export const ADD_TOKEN = statement(
  'add_token',
  `INSERT INTO hub.agent_tokens (tenant_id, token_id, token_hash, agent_id, connection_id, mode, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, now())`,
);

export const READ_TENANT = statement(
  'read',
  `SELECT tenant_id, name, created_at, disabled_at IS NOT NULL AS disabled FROM hub.tenants WHERE tenant_id = $1`,
);

export const READ_CONNECTIONS = statement(
  'read_connections',
  `SELECT connection_id, name, mode, connector, payment_provider, currency, ingress_id, payment_ingress_id,
     disabled_at IS NOT NULL AS disabled
   FROM hub.connections WHERE tenant_id = $1 ORDER BY connection_id`,
);

export const READ_AGENTS = statement(
  'read_agents',
  `SELECT a.agent_id, a.name, a.profile, a.webhook_url, a.disabled_at IS NOT NULL AS disabled,
     coalesce(json_agg(json_build_object('tokenId', k.token_id, 'connectionId', k.connection_id, 'mode', k.mode,
       'disabled', k.disabled_at IS NOT NULL) ORDER BY k.token_id) FILTER (WHERE k.token_id IS NOT NULL), '[]') AS tokens
   FROM hub.agents a LEFT JOIN hub.agent_tokens k ON k.tenant_id = a.tenant_id AND k.agent_id = a.agent_id
   WHERE a.tenant_id = $1 GROUP BY a.tenant_id, a.agent_id ORDER BY a.agent_id`,
);

const disable = (table: string, id: string) =>
  statement(
    `disable_${table}`,
    `UPDATE hub.${table} SET disabled_at = coalesce(disabled_at, now()) WHERE tenant_id = $1 AND ${id} = $2 RETURNING 1`,
  );

export const DISABLE = {
  tenant: disable('tenants', 'tenant_id'),
  connection: disable('connections', 'connection_id'),
  agent: disable('agents', 'agent_id'),
  token: disable('agent_tokens', 'token_id'),
} as const;

const replace = (table: string, id: string, column: string) =>
  statement(
    `replace_${column}`,
    `UPDATE hub.${table} SET ${column} = $3 WHERE tenant_id = $1 AND ${id} = $2 RETURNING 1`,
  );

export const REPLACE = {
  webhook: replace('agents', 'agent_id', 'webhook_secret'),
  signature: replace('agents', 'agent_id', 'signature_secret'),
  config: replace('connections', 'connection_id', 'config'),
  payment_config: replace('connections', 'connection_id', 'payment_config'),
} as const;
