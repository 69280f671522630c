/**
 * The only doors across tenants: the directory (token, ingress id or order page → tenant) and scans for
 * due work. Each returns ids alone, runs as `acp_hub_directory`, and reads only the columns granted here.
 */
const LOOKUPS = {
  token: ['agent_tokens', 'token_id', 'token_hash', 'bytea'],
  ingress: ['connections', 'connection_id', 'ingress_id', 'text'],
  order_page: ['orders', 'order_id', 'page_token_hash', 'bytea'],
} as const;

const SCANS = {
  expired_sessions: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'expires_at, status',
    where: `expires_at <= moment AND status NOT IN ('completed', 'canceled', 'expired')`,
    order: 'expires_at',
  },
  held_orders: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'held_order, created_at, status',
    where: `created_at <= moment AND held_order IS NOT NULL AND status IN ('canceled', 'expired')`,
    order: 'created_at',
  },
  abandoned_sessions: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'expires_at, status',
    where: `expires_at <= moment AND status IN ('canceled', 'expired')`,
    order: 'expires_at',
  },
  due_attempts: {
    table: 'payment_attempts',
    id: 'attempt_id',
    columns: 'run_at',
    where: 'run_at <= moment',
    order: 'run_at',
  },
  due_outbox: {
    table: 'outbox',
    id: 'outbox_id',
    columns: 'relay_at',
    where: 'relay_at <= moment',
    order: 'relay_at',
  },
  connections_to_poll: {
    table: 'connections',
    id: 'connection_id',
    columns: 'orders_poll_at, disabled_at',
    where: 'disabled_at IS NULL AND (orders_poll_at IS NULL OR orders_poll_at <= moment)',
    order: 'orders_poll_at NULLS FIRST',
  },
} as const;

/** Purges need no tenant's data: they name the tenants that have rows older than a moment. */
const AGES = {
  idempotency_keys: 'created_at',
  webhook_deliveries: 'delivered_at',
  outbox: 'settled_at',
  platform_events: 'received_at',
} as const;

const grant = (table: string, columns: string): string => `
GRANT SELECT (tenant_id, ${columns}) ON hub.${table} TO acp_hub_directory;`;

const policy = (table: string): string => `
CREATE POLICY directory ON hub.${table} FOR SELECT TO acp_hub_directory USING (true);`;

const tables = new Set<string>([
  'tenants',
  ...Object.values(LOOKUPS).map(([table]) => table),
  ...Object.values(SCANS).map(({ table }) => table),
  ...Object.keys(AGES),
]);

const secured = (signature: string, body: string, argument: string): string => `
CREATE FUNCTION directory.${signature}
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ ${body} $$;
REVOKE ALL ON FUNCTION directory.${argument} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory.${argument} TO acp_hub_app;
ALTER FUNCTION directory.${argument} OWNER TO acp_hub_directory;`;

export const DIRECTORY_FUNCTIONS = [
  ...[...tables].map(policy),
  grant('tenants', 'name'),
  ...Object.values(LOOKUPS).map(([table, id, key]) => grant(table, `${id}, ${key}`)),
  ...Object.values(SCANS).map(({ table, id, columns }) => grant(table, `${id}, ${columns}`)),
  ...Object.entries(AGES).map(([table, column]) => grant(table, column)),
  ...Object.entries(LOOKUPS).map(([name, [table, id, key, type]]) =>
    secured(
      `${name}(key ${type}) RETURNS TABLE (tenant_id text, id text)`,
      `SELECT r.tenant_id, r.${id} FROM hub.${table} r WHERE r.${key} = key`,
      `${name}(${type})`,
    ),
  ),
  ...Object.entries(SCANS).map(([name, { table, id, where, order }]) =>
    secured(
      `${name}(moment timestamptz, most integer) RETURNS TABLE (tenant_id text, id text)`,
      `SELECT r.tenant_id, r.${id} FROM hub.${table} r WHERE ${where} ORDER BY r.${order} LIMIT most`,
      `${name}(timestamptz, integer)`,
    ),
  ),
  ...Object.entries(AGES).map(([table, column]) =>
    secured(
      `tenants_with_old_${table}(moment timestamptz) RETURNS TABLE (tenant_id text)`,
      `SELECT DISTINCT r.tenant_id FROM hub.${table} r WHERE r.${column} <= moment`,
      `tenants_with_old_${table}(timestamptz)`,
    ),
  ),
  secured(
    `tenants() RETURNS TABLE (tenant_id text)`,
    `SELECT r.tenant_id FROM hub.tenants r ORDER BY r.tenant_id`,
    'tenants()',
  ),
].join('\n');
