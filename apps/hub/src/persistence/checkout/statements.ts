import type { Statement } from '../tenant-statement';
import { isNewerThan, sessionColumnsWhere } from './session-row';

/**
 * A key is claimed when it is new, or when its lease ran out unanswered; the lease runs by the database's
 * clock, which all replicas share. Reads the named session, or the one the key's answer belongs to. A key that
 * cannot be had is not touched: already to meet it as a conflict locks its row, and so writes, and a replay would
 * wait for the disk. The session's id is a sub-select, known before the session is looked for: as a condition of a
 * join, PostgreSQL would not always use the index for it, and never under row-level security. Its contents are for
 * who has won the key: a replay needs but the key to its answer, and not even the answer where `$9` is the claim that
 * it was stored by, for then the process has it still.
 *
 * It need not reach the disk: a claim that a crash of PostgreSQL takes away is one that the operation then fails to
 * find when it stores, so that it stores nothing, and the agent's next try claims the key anew.
 */
export const CLAIM: Statement = {
  name: 'checkout_claim',
  shares: 'passing',
  text: `
    WITH key AS MATERIALIZED (
      SELECT digest, claim, status, response, session_id, lease_until FROM hub.idempotency_keys
      WHERE tenant_id = $1 AND scope = $2
    ), claimed AS (
      INSERT INTO hub.idempotency_keys AS k (tenant_id, scope, digest, claim, lease_until, created_at)
      SELECT $1, $2, $3, $4::uuid, now() + make_interval(secs => $5::float8 / 1000), now()
      WHERE NOT EXISTS (SELECT FROM key WHERE status IS NOT NULL OR lease_until >= now() OR digest <> $3)
      ON CONFLICT (tenant_id, scope) DO UPDATE SET claim = excluded.claim, lease_until = excluded.lease_until
        WHERE k.status IS NULL AND k.lease_until < now() AND k.digest = excluded.digest
      RETURNING 1 AS won
    )
    SELECT c.won, k.digest, k.status, k.session_id AS key_session,
      CASE WHEN k.claim IS DISTINCT FROM $9::uuid THEN k.response END AS response,
      greatest(0, extract(epoch FROM k.lease_until - now()))::float8 AS lease_left, ${sessionColumnsWhere(`c.won = 1 AND ${isNewerThan('$8')}`)}
    FROM (SELECT) one
    LEFT JOIN claimed c ON true
    LEFT JOIN key k ON true
    LEFT JOIN hub.checkout_sessions s ON s.tenant_id = $1 AND s.agent_id = $7
      AND s.session_id = (SELECT coalesce(max(session_id), $6) FROM key)`,
};

export const FIND: Statement = {
  name: 'checkout_find',
  shares: 'passing',
  text: `SELECT ${sessionColumnsWhere(isNewerThan('$3'))} FROM hub.checkout_sessions s
    WHERE s.tenant_id = $1 AND s.session_id = $2`,
};

export const INSERT: Statement = {
  name: 'checkout_insert',
  shares: 'durable',
  text: `
    WITH settled AS (
      UPDATE hub.idempotency_keys SET status = $3, response = $4, session_id = $5
      WHERE tenant_id = $1 AND scope = $2 AND claim = $6 AND status IS NULL
      RETURNING 1
    )
    INSERT INTO hub.checkout_sessions (tenant_id, session_id, agent_id, connection_id, mode, api_version, status,
      version, state, sealed, data_key, created_at, updated_at, expires_at)
    SELECT $1, $5, $7, $8, $9, $10, $11, 1, $12, $13, $14, $15, $15, $16
    WHERE $2::bytea IS NULL OR EXISTS (SELECT FROM settled)
    RETURNING 1`,
};

export const UPDATE: Statement = {
  name: 'checkout_update',
  shares: 'durable',
  text: `
    WITH mine AS (
      SELECT FROM hub.idempotency_keys
      WHERE tenant_id = $1 AND scope = $2 AND claim = $6 AND status IS NULL
      FOR UPDATE
    ), stored AS (
      UPDATE hub.checkout_sessions SET status = $7, version = version + 1, state = $8, sealed = $9,
        updated_at = $10, expires_at = $11
      WHERE tenant_id = $1 AND session_id = $5 AND version = $12 AND ($2::bytea IS NULL OR EXISTS (SELECT FROM mine))
      RETURNING 1
    ), settled AS (
      UPDATE hub.idempotency_keys SET status = $3, response = $4, session_id = $5
      WHERE tenant_id = $1 AND scope = $2 AND claim = $6 AND EXISTS (SELECT FROM stored)
      RETURNING 1
    )
    SELECT EXISTS (SELECT FROM stored) AS stored, $2::bytea IS NULL OR EXISTS (SELECT FROM mine) AS mine`,
};

export const SETTLE: Statement = {
  name: 'checkout_settle',
  shares: 'durable',
  text: `
    UPDATE hub.idempotency_keys SET status = $3, response = $4, session_id = $5
    WHERE tenant_id = $1 AND scope = $2 AND claim = $6 AND status IS NULL`,
};

export const RELEASE = {
  name: 'checkout_release',
  text: 'DELETE FROM hub.idempotency_keys WHERE tenant_id = $1 AND scope = $2 AND claim = $3 AND status IS NULL',
};

export const CLEAR_HELD_ORDER = {
  name: 'checkout_clear_held_order',
  text: `
    UPDATE hub.checkout_sessions SET held_order = NULL, release_at = NULL, version = version + 1
    WHERE tenant_id = $1 AND session_id = $2`,
};

export const DROP_PENDING_PAYMENT = {
  name: 'checkout_drop_pending_payment',
  text: `
    UPDATE hub.checkout_sessions SET pending_payments = (
      SELECT json_agg(p) FROM json_array_elements(pending_payments) p WHERE p->>'paymentId' <> $3
    ), release_at = NULL, version = version + 1
    WHERE tenant_id = $1 AND session_id = $2`,
};

export const POSTPONE_RELEASE = {
  name: 'checkout_postpone_release',
  text: `
    UPDATE hub.checkout_sessions SET release_at = now() + make_interval(secs => $3::float8 / 1000)
    WHERE tenant_id = $1 AND session_id = $2`,
};

/** What was answered cannot be opened without the session's key; the keys themselves go by their age. */
export const FORGET = {
  name: 'checkout_forget',
  text: `
    WITH forgotten AS (
      DELETE FROM hub.checkout_sessions
      WHERE tenant_id = $1 AND session_id = $2 AND held_order IS NULL AND pending_payments IS NULL
        AND status IN ('canceled', 'expired')
      RETURNING 1
    )
    DELETE FROM hub.payment_attempts WHERE tenant_id = $1 AND session_id = $2 AND EXISTS (SELECT FROM forgotten)`,
};
