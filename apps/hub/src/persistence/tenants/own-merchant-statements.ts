const statement = (name: string, text: string) => ({ name: `own_merchant_${name}`, text });

export const PUT_TENANT = statement(
  'tenant',
  `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, $3, $4, now())
   ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, profile = excluded.profile`,
);

/** Currency and ingress path stay as they were made: orders and the shop's settings refer to them. */
export const PUT_CONNECTION = statement(
  'connection',
  `INSERT INTO hub.connections AS c (tenant_id, connection_id, name, mode, connector, config, payment_provider,
     payment_config, currency, refunds, ingress_id, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
   ON CONFLICT (tenant_id, connection_id) DO UPDATE SET connector = excluded.connector, config = excluded.config,
     payment_provider = excluded.payment_provider, payment_config = excluded.payment_config
   RETURNING c.ingress_id`,
);

/** An address that was given up is tried again once it is another. */
export const PUT_AGENT = statement(
  'agent',
  `INSERT INTO hub.agents AS a (tenant_id, agent_id, name, profile, webhook_url, webhook_secret, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, now())
   ON CONFLICT (tenant_id, agent_id) DO UPDATE SET profile = excluded.profile, webhook_url = excluded.webhook_url,
     webhook_secret = excluded.webhook_secret, staged_webhook_secret = NULL, staged_webhook_from = NULL,
     webhook_disabled_at = CASE WHEN a.webhook_url = excluded.webhook_url THEN a.webhook_disabled_at END`,
);

export const PUT_TOKEN = statement(
  'token',
  `INSERT INTO hub.agent_tokens (tenant_id, token_id, token_hash, agent_id, connection_id, mode, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, now())
   ON CONFLICT (tenant_id, token_id) DO UPDATE SET disabled_at = NULL`,
);

export const DISABLE_FORMER_TOKENS = statement(
  'former_tokens',
  `UPDATE hub.agent_tokens SET disabled_at = now()
   WHERE tenant_id = $1 AND token_id LIKE 'tok\\_own\\_%' AND token_id <> $2 AND disabled_at IS NULL`,
);
