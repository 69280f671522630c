const statement = (name: string, text: string) => ({ name: `tenants_${name}`, text });

export const ADD_TENANT = statement(
  'add',
  `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, $3, $4, now())`,
);

export const READ_KEY = statement('read_key', 'SELECT wrapped_key FROM hub.tenants WHERE tenant_id = $1');

/** Unless somebody else has renewed it meanwhile. */
export const RENEW_KEY = statement(
  'renew_key',
  'UPDATE hub.tenants SET wrapped_key = $2 WHERE tenant_id = $1 AND wrapped_key = $3',
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
   VALUES ($1, $2, $3, $4, $5, $6, now())
   ON CONFLICT (token_hash) DO NOTHING RETURNING 1`,
);

export const READ_TENANT = statement(
  'read',
  `SELECT tenant_id, name, created_at, disabled_at IS NOT NULL AS disabled FROM hub.tenants WHERE tenant_id = $1`,
);

export const READ_CONNECTIONS = statement(
  'read_connections',
  `SELECT connection_id, name, mode, connector, payment_provider, currency, refunds, ingress_id, payment_ingress_id,
     disabled_at IS NOT NULL AS disabled
   FROM hub.connections WHERE tenant_id = $1 ORDER BY connection_id`,
);

export const SET_REFUNDS = statement(
  'set_refunds',
  'UPDATE hub.connections SET refunds = $3 WHERE tenant_id = $1 AND connection_id = $2 RETURNING 1',
);

export const READ_AGENTS = statement(
  'read_agents',
  `SELECT a.agent_id, a.name, a.profile, a.webhook_url, a.webhook_api_version,
     a.webhook_disabled_at IS NOT NULL AS webhook_disabled, a.disabled_at IS NOT NULL AS disabled,
     coalesce(json_agg(json_build_object('tokenId', k.token_id, 'connectionId', k.connection_id, 'mode', k.mode,
       'disabled', k.disabled_at IS NOT NULL) ORDER BY k.token_id) FILTER (WHERE k.token_id IS NOT NULL), '[]') AS tokens
   FROM hub.agents a LEFT JOIN hub.agent_tokens k ON k.tenant_id = a.tenant_id AND k.agent_id = a.agent_id
   WHERE a.tenant_id = $1 GROUP BY a.tenant_id, a.agent_id ORDER BY a.agent_id`,
);

/** One of a table's secrets, where there is one, and the times at which it changes that are still to come. */
const secret = (table: string, owner: string, kind: string, staged: string, former: string) =>
  `SELECT '${kind}' AS kind, ${owner} AS owner_id, name AS owner_name,
     CASE WHEN ${staged} > now() THEN ${staged} END AS takes_over_at,
     CASE WHEN ${former} > now() THEN ${former} END AS former_until
   FROM hub.${table} WHERE tenant_id = $1`;

const NEVER = 'NULL::timestamptz';

export const READ_SECRETS = statement(
  'read_secrets',
  `${secret('agents', 'agent_id', 'webhook', 'staged_webhook_from', NEVER)} AND webhook_secret IS NOT NULL
   UNION ALL
   ${secret('agents', 'agent_id', 'signature', NEVER, 'former_signature_until')} AND signature_secret IS NOT NULL
   UNION ALL
   ${secret('connections', 'connection_id', 'config', NEVER, 'former_config_until')}
   UNION ALL
   ${secret('connections', 'connection_id', 'payment_config', NEVER, 'former_payment_config_until')}
   ORDER BY owner_id, kind`,
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

const replace = (name: string, table: string, id: string, changes: string) =>
  statement(
    `replace_${name}`,
    `UPDATE hub.${table} SET ${changes} WHERE tenant_id = $1 AND ${id} = $2 RETURNING 1`,
  );

/** The new one counts at once; with a time ($4) the one before is accepted beside it until then. */
const accepting = (name: string, former: string, until: string) =>
  `${name} = $3, ${former} = CASE WHEN $4::timestamptz IS NOT NULL THEN ${name} END, ${until} = $4`;

/** With a time the new webhook secret is staged, and the one in force by now signs until then. */
export const REPLACE = {
  webhook: replace(
    'webhook_secret',
    'agents',
    'agent_id',
    `webhook_secret = CASE WHEN $4::timestamptz IS NULL THEN $3
       WHEN staged_webhook_from <= now() THEN staged_webhook_secret ELSE webhook_secret END,
     staged_webhook_secret = CASE WHEN $4 IS NOT NULL THEN $3 END, staged_webhook_from = $4`,
  ),
  signature: replace(
    'signature_secret',
    'agents',
    'agent_id',
    accepting('signature_secret', 'former_signature_secret', 'former_signature_until'),
  ),
  config: replace(
    'config',
    'connections',
    'connection_id',
    accepting('config', 'former_config', 'former_config_until'),
  ),
  payment_config: replace(
    'payment_config',
    'connections',
    'connection_id',
    accepting('payment_config', 'former_payment_config', 'former_payment_config_until'),
  ),
} as const;
