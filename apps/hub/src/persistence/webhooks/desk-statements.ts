const statement = (name: string, text: string) => ({ name: `webhook_desk_${name}`, text });

export const READ_DEAD = statement(
  'read_dead',
  `SELECT x.outbox_id, x.agent_id, x.order_id, x.event, x.attempts, x.created_at, x.settled_at,
     last.status AS last_status, last.error AS last_error, a.webhook_disabled_at IS NOT NULL AS endpoint_is_disabled
   FROM hub.outbox x
   JOIN hub.agents a ON a.tenant_id = $1 AND a.agent_id = x.agent_id
   LEFT JOIN LATERAL (
     SELECT status, error FROM hub.webhook_deliveries d
     WHERE d.tenant_id = $1 AND d.order_id = x.order_id AND d.outbox_id = x.outbox_id
     ORDER BY d.attempt DESC LIMIT 1
   ) last ON true
   WHERE x.tenant_id = $1 AND x.outcome = 'dead' AND x.replayed_as IS NULL AND x.outbox_id > $2
     AND ($3::text IS NULL OR x.agent_id = $3) AND ($4::text[] IS NULL OR x.outbox_id = ANY ($4))
   ORDER BY x.outbox_id LIMIT $5`,
);

/** An order that was never told of is told of first: its creation outlives its updates. */
export const REPLAY = statement(
  'replay',
  `WITH given AS (
     SELECT * FROM unnest($2::text[], $3::text[]) AS g (dead_id, outbox_id)
   ), taken AS (
     UPDATE hub.outbox x SET replayed_as = given.outbox_id FROM given
     WHERE x.tenant_id = $1 AND x.outbox_id = ANY ($2) AND x.outbox_id = given.dead_id
       AND x.outcome = 'dead' AND x.replayed_as IS NULL
     RETURNING x.outbox_id AS dead_id, x.replayed_as AS outbox_id, x.agent_id, x.order_id, x.event
   ), news AS (
     INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, relay_at)
     SELECT $1, outbox_id, agent_id, order_id, min(event), $4, $4 FROM taken GROUP BY outbox_id, agent_id, order_id
     RETURNING 1
   )
   SELECT dead_id, outbox_id FROM taken ORDER BY dead_id`,
);

export const READ_LOG = statement(
  'read_log',
  `SELECT delivery_id, outbox_id, agent_id, order_id, event, attempt, status, error, delivered_at
   FROM hub.webhook_deliveries
   WHERE tenant_id = $1 AND ($2::text IS NULL OR delivery_id < $2)
     AND ($3::text IS NULL OR agent_id = $3) AND ($4::text IS NULL OR order_id = $4)
   ORDER BY delivery_id DESC LIMIT $5`,
);

export const ENABLE = statement(
  'enable',
  `UPDATE hub.agents SET webhook_disabled_at = NULL, webhook_failures = 0, webhook_failing_since = NULL,
     webhook_spared_until = NULL
   WHERE tenant_id = $1 AND agent_id = $2 AND webhook_url IS NOT NULL RETURNING 1`,
);

export const PIN_VERSION = statement(
  'pin_version',
  `UPDATE hub.agents SET webhook_api_version = $3
   WHERE tenant_id = $1 AND agent_id = $2 AND webhook_url IS NOT NULL RETURNING 1`,
);
