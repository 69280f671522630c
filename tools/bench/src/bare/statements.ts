/** What a server that knows neither tenants' walls nor encryption would send; `$1` is the tenant throughout. */
const statement = (name: string, text: string) => ({ name: `bare_${name}`, text });

export const CLAIM = statement(
  'claim',
  `WITH claimed AS (
     INSERT INTO bare.idempotency_keys (tenant_id, scope, digest, claim, lease_until, created_at)
     VALUES ($1, $2, $3, $4, now() + interval '30 s', now())
     ON CONFLICT DO NOTHING
     RETURNING 1 AS won
   ), key AS (
     SELECT response, session_id FROM bare.idempotency_keys WHERE tenant_id = $1 AND scope = $2
   )
   SELECT c.won, k.response, s.state, s.sealed
   FROM (SELECT) one
   LEFT JOIN claimed c ON true
   LEFT JOIN key k ON true
   LEFT JOIN bare.checkout_sessions s ON s.tenant_id = $1
     AND s.session_id = (SELECT coalesce(max(session_id), $5) FROM key)`,
);

export const FIND = statement(
  'find',
  'SELECT state, sealed FROM bare.checkout_sessions WHERE tenant_id = $1 AND session_id = $2',
);

const SETTLE = `
  UPDATE bare.idempotency_keys SET status = 200, response = $3, session_id = $4
  WHERE tenant_id = $1 AND scope = $2
  RETURNING 1`;

export const INSERT = statement(
  'insert',
  `WITH settled AS (${SETTLE})
   INSERT INTO bare.checkout_sessions (tenant_id, session_id, agent_id, connection_id, mode, api_version, status,
     version, state, sealed, data_key, created_at, updated_at, expires_at)
   SELECT $1, $4, $5, $6, 'test', '2026-04-17', 'ready_for_payment', 1, $7, $8, $9, now(), now(), now() + interval '6 h'
   FROM settled`,
);

export const UPDATE = statement(
  'update',
  `WITH settled AS (${SETTLE})
   UPDATE bare.checkout_sessions SET version = version + 1, state = $5, sealed = $6, updated_at = now()
   FROM settled WHERE tenant_id = $1 AND session_id = $4`,
);

export const OPEN_ATTEMPT = statement(
  'open_attempt',
  `WITH session AS (
     UPDATE bare.checkout_sessions SET status = 'complete_in_progress', version = version + 1, state = $3, sealed = $4,
       updated_at = now()
     WHERE tenant_id = $1 AND session_id = $2
     RETURNING 1
   )
   INSERT INTO bare.payment_attempts (tenant_id, attempt_id, session_id, number, state, step, saga, sealed, lease_owner,
     lease_until, run_at, created_at, updated_at)
   SELECT $1, $5, $2, 1, 'open', 'place', $6, $7, $8, now() + interval '30 s', now() + interval '30 s', now(), now()
   FROM session`,
);

const PROGRESS_ATTEMPT = `
  UPDATE bare.payment_attempts SET step = $3, saga = $4, updated_at = now(), lease_until = now() + interval '30 s',
    run_at = now() + interval '30 s'
  WHERE tenant_id = $1 AND attempt_id = $2`;

export const PROGRESS = statement('progress', PROGRESS_ATTEMPT);

export const PROGRESS_WITH_MONEY = statement(
  'progress_with_money',
  `WITH attempt AS (${PROGRESS_ATTEMPT} RETURNING 1)
   INSERT INTO bare.money_movements (tenant_id, movement_id, session_id, kind, amount, currency, provider,
     provider_reference, platform_reference, mode, occurred_at)
   SELECT $1, $5, $6, $7, 2700, 'USD', 'bench-bank', $8, $9, 'test', now() FROM attempt`,
);

export const END_WITH_SALE = statement(
  'end_with_sale',
  `WITH settled AS (${SETTLE}), attempt AS (
     UPDATE bare.payment_attempts SET state = 'succeeded', saga = $5, updated_at = now(), lease_owner = NULL,
       lease_until = NULL, run_at = NULL, sealed = NULL
     WHERE tenant_id = $1 AND attempt_id = $6
   ), session AS (
     UPDATE bare.checkout_sessions SET status = 'completed', version = version + 1, state = $7, sealed = $8,
       updated_at = now()
     WHERE tenant_id = $1 AND session_id = $4
   ), placed_order AS (
     INSERT INTO bare.orders (tenant_id, order_id, session_id, agent_id, connection_id, mode, api_version,
       platform_order_id, number_hash, email_hash, page_token_hash, page_expires_at, version, state, sealed, data_key,
       created_at, updated_at)
     VALUES ($1, $9, $4, $10, $11, 'test', '2026-04-17', $6, $2, $2, $2, now() + interval '90 d', 1, $12, $13, $14,
       now(), now())
   ), timeline AS (
     INSERT INTO bare.order_timeline (tenant_id, order_id, seq, kind, data, occurred_at, recorded_at)
     SELECT $1, $9, e.seq, e.entry->>'kind', e.entry, now(), now()
     FROM json_array_elements($15::json) WITH ORDINALITY AS e (entry, seq)
   )
   INSERT INTO bare.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, relay_at)
   VALUES ($1, $16, $10, $9, 'order_create', now(), now())`,
);
