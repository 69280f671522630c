/**
 * The only doors across tenants: the directory (agent's or operator's token, ingress id or order page → tenant) and scans for
 * due work. Each returns ids alone, runs as `acp_hub_directory`, and reads only the columns granted here.
 */
const LOOKUPS = {
  token: ['agent_tokens', 'token_id', 'token_hash', 'bytea'],
  operator: ['operators', 'operator_id', 'token_hash', 'bytea'],
  ingress: ['connections', 'connection_id', 'ingress_id', 'text'],
  payment_ingress: ['connections', 'connection_id', 'payment_ingress_id', 'text'],
  order_page: ['orders', 'order_id', 'page_token_hash', 'bytea'],
} as const;

const SCANS = {
  expired_sessions: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'expires_at, status',
    // A payment under way is let end first, and must not stand in the way of the others meanwhile.
    where: `expires_at <= moment AND status NOT IN ('completed', 'canceled', 'expired', 'complete_in_progress')`,
    order: 'expires_at',
  },
  held_orders: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'held_order, created_at, release_at, status',
    // Put off by the database's clock, as `postponeRelease` does; what was not is due.
    where: `coalesce(r.release_at, '-infinity') <= now() AND held_order IS NOT NULL
      AND status IN ('canceled', 'expired')`,
    order: 'created_at',
  },
  pending_payments: {
    table: 'checkout_sessions',
    id: 'session_id',
    columns: 'pending_payments',
    where: `coalesce(r.release_at, '-infinity') <= now() AND pending_payments IS NOT NULL
      AND status NOT IN ('authentication_required', 'complete_in_progress')`,
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
    // Leases run by the database's clock, which all replicas share.
    where: 'run_at <= now()',
    order: 'run_at',
  },
  due_money: {
    table: 'orders',
    id: 'order_id',
    columns: 'money_run_at',
    where: 'money_run_at <= moment',
    order: 'money_run_at',
  },
  payments_to_check: {
    table: 'orders',
    id: 'order_id',
    columns: 'payment_check_at',
    where: 'payment_check_at <= moment',
    order: 'payment_check_at',
  },
  /** What waits for a person, or has been tried for long. */
  troubled_attempts: {
    table: 'payment_attempts',
    id: 'attempt_id',
    columns: 'state, created_at',
    where: `state IN ('open', 'manual') AND (state = 'manual' OR created_at < now() - interval '15 minutes')`,
    order: 'created_at',
  },
  manual_refunds: {
    table: 'refunds',
    id: 'refund_id',
    columns: 'state, updated_at',
    where: `state = 'manual'`,
    order: 'updated_at',
  },
  open_findings: {
    table: 'findings',
    id: 'finding_id',
    columns: 'found_at, settled_at',
    where: 'settled_at IS NULL',
    order: 'found_at',
  },
  tenants_to_reconcile: {
    table: 'tenants',
    id: 'tenant_id',
    columns: 'reconcile_at',
    where: 'reconcile_at IS NULL OR reconcile_at <= now()',
    order: 'reconcile_at NULLS FIRST',
  },
  connections_to_poll: {
    table: 'connections',
    id: 'connection_id',
    columns: 'orders_poll_at, disabled_at',
    where: 'disabled_at IS NULL AND (orders_poll_at IS NULL OR orders_poll_at <= moment)',
    order: 'orders_poll_at NULLS FIRST',
  },
  catalogues_to_sync: {
    table: 'connections',
    id: 'connection_id',
    columns: 'catalog_sync_at, disabled_at',
    where: 'disabled_at IS NULL AND (catalog_sync_at IS NULL OR catalog_sync_at <= moment)',
    order: 'catalog_sync_at NULLS FIRST',
  },
  feeds_late: {
    table: 'feeds',
    id: 'feed_id',
    columns: 'late_at, held_at, disabled_at',
    where: 'late_at <= moment AND held_at IS NULL AND disabled_at IS NULL',
    order: 'late_at',
  },
  feeds_held: {
    table: 'feeds',
    id: 'feed_id',
    columns: 'held_at, disabled_at',
    where: 'held_at <= moment AND disabled_at IS NULL',
    order: 'held_at',
  },
} as const;

/**
 * Due news by turns: every agent that has some gets an equal share of the room, its oldest first, so that the backlog
 * of one is not what the others wait for. The recursion hops from agent to agent over `outbox_due`.
 */
const DUE_OUTBOX = `
  WITH RECURSIVE known AS (
    (SELECT r.agent_id FROM hub.outbox r WHERE r.relay_at IS NOT NULL ORDER BY r.agent_id LIMIT 1)
    UNION ALL
    SELECT next.agent_id FROM known CROSS JOIN LATERAL (
      SELECT r.agent_id FROM hub.outbox r WHERE r.relay_at IS NOT NULL AND r.agent_id > known.agent_id
      ORDER BY r.agent_id LIMIT 1
    ) next
  ), waiting AS MATERIALIZED (
    SELECT known.agent_id FROM known WHERE EXISTS (
      SELECT FROM hub.outbox r WHERE r.agent_id = known.agent_id AND r.relay_at <= moment
    )
  )
  SELECT mine.tenant_id, mine.outbox_id FROM waiting CROSS JOIN LATERAL (
    SELECT r.tenant_id, r.outbox_id FROM hub.outbox r
    WHERE r.agent_id = waiting.agent_id AND r.relay_at <= moment ORDER BY r.relay_at
    LIMIT greatest(most / (SELECT count(*) FROM waiting), 1)
  ) mine
  LIMIT most`;

/**
 * Due feeds by turns: merchants in turn, each one's oldest first, and whoever has some under way waits as many turns. A
 * claim that ran out was a process's that died. Leases run by the database's clock, which all replicas share.
 */
const FEEDS_TO_PUBLISH = `
  SELECT due.tenant_id, due.feed_id FROM (
    SELECT r.tenant_id, r.feed_id, r.due_at,
      row_number() OVER (PARTITION BY r.tenant_id ORDER BY r.due_at) + (
        SELECT count(*) FROM hub.feeds busy WHERE busy.tenant_id = r.tenant_id AND busy.claim_until > now()
      ) AS turn
    FROM hub.feeds r
    WHERE r.disabled_at IS NULL AND ((r.due_at <= moment AND r.claim_until IS NULL) OR r.claim_until <= now())
  ) due
  ORDER BY due.turn, due.due_at LIMIT most`;

/** Purges need no tenant's data: they name the tenants that have rows older than a moment. */
const AGES = {
  idempotency_keys: 'created_at',
  webhook_deliveries: 'delivered_at',
  outbox: 'settled_at',
  platform_events: 'received_at',
  catalog_runs: 'finished_at',
  feed_runs: 'finished_at',
  connection_values: 'expires_at',
} as const;

const grant = (table: string, columns: string): string => `
GRANT SELECT (tenant_id, ${columns}) ON hub.${table} TO acp_hub_directory;`;

const policy = (table: string): string => `
CREATE POLICY directory ON hub.${table} FOR SELECT TO acp_hub_directory USING (true);`;

const tables = new Set<string>([
  'tenants',
  ...Object.values(LOOKUPS).map(([table]) => table),
  ...Object.values(SCANS).map(({ table }) => table),
  'outbox',
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
  grant('outbox', 'outbox_id, agent_id, relay_at'),
  grant('feeds', 'feed_id, due_at, claim_until, disabled_at'),
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
  secured(
    `due_outbox(moment timestamptz, most integer) RETURNS TABLE (tenant_id text, id text)`,
    DUE_OUTBOX,
    'due_outbox(timestamptz, integer)',
  ),
  secured(
    `feeds_to_publish(moment timestamptz, most integer) RETURNS TABLE (tenant_id text, id text)`,
    FEEDS_TO_PUBLISH,
    'feeds_to_publish(timestamptz, integer)',
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
