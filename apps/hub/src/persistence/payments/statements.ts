import type { Statement } from '../tenant-statement';
import { SESSION_COLUMNS } from '../checkout/session-row';
import { insertPlacedOrder } from '../orders/placed-order';

const ATTEMPT_COLUMNS = 'a.attempt_id, a.number, a.saga, a.sealed AS secrets, a.abandoned';

/** Movements arrive as one JSON array, so that a step is one statement however much money it moved. */
const insertMovements = (json: string, when: string): string => `
  INSERT INTO hub.money_movements (tenant_id, movement_id, session_id, order_id, kind, amount, currency, provider,
    provider_reference, platform_reference, mode, occurred_at)
  SELECT $1, m.id, m.session_id, m.order_id, m.kind, m.amount, m.currency, m.provider, m.reference,
    m.platform_reference, m.mode, now()
  FROM ${when} CROSS JOIN json_to_recordset(${json}::json) AS m (id text, session_id text, order_id text, kind text,
    amount bigint, currency text, provider text, reference text, platform_reference text, mode text)
  ON CONFLICT (tenant_id, provider, kind, provider_reference) DO NOTHING
  RETURNING 1`;

export const OPEN: Statement = {
  name: 'attempt_open',
  shares: 'durable',
  text: `
    WITH session AS (
      UPDATE hub.checkout_sessions SET status = $4, version = version + 1, state = $5, sealed = $6, updated_at = $7
      WHERE tenant_id = $1 AND session_id = $2 AND version = $3
      RETURNING 1
    )
    INSERT INTO hub.payment_attempts (tenant_id, attempt_id, session_id, number, state, step, saga, sealed, lease_owner,
      lease_until, run_at, created_at, updated_at)
    SELECT $1, $8, $2, $9, 'open', $10, $11, $12, $13, now() + make_interval(secs => $14::float8 / 1000),
      now() + make_interval(secs => $14::float8 / 1000), now(), now()
    FROM session
    RETURNING 1`,
};

export const PROGRESS: Statement = {
  name: 'attempt_progress',
  shares: 'durable',
  text: `
    WITH attempt AS (
      UPDATE hub.payment_attempts SET step = $4, saga = $5, updated_at = now(),
        lease_until = now() + make_interval(secs => $6::float8 / 1000),
        run_at = now() + make_interval(secs => $6::float8 / 1000)
      WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3
      RETURNING 1
    ), moved AS (${insertMovements('$7', 'attempt')})
    SELECT EXISTS (SELECT FROM attempt) AS mine`,
};

export const PUT_DOWN: Statement = {
  name: 'attempt_put_down',
  shares: 'durable',
  text: `
    WITH attempt AS (
      UPDATE hub.payment_attempts SET step = $4, saga = $5, updated_at = now(), lease_owner = NULL, lease_until = NULL,
        run_at = now() + make_interval(secs => $6::float8 / 1000)
      WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3
      RETURNING 1
    ), moved AS (${insertMovements('$7', 'attempt')})
    SELECT EXISTS (SELECT FROM attempt) AS mine`,
};

/** What waited for a person is the workers' again. */
export const REOPEN = {
  name: 'attempt_reopen',
  text: `
    UPDATE hub.payment_attempts SET state = 'open', saga = $4, updated_at = now(), run_at = now(), lease_owner = NULL,
      lease_until = NULL
    WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3`,
};

export const LET_GO = {
  name: 'attempt_let_go',
  text: `
    UPDATE hub.payment_attempts SET lease_owner = NULL, lease_until = NULL
    WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3`,
};

/** A step that takes long keeps its lease, so that nobody runs it a second time meanwhile. */
export const RENEW = {
  name: 'attempt_renew',
  text: `
    UPDATE hub.payment_attempts SET lease_until = now() + make_interval(secs => $4::float8 / 1000),
      run_at = now() + make_interval(secs => $4::float8 / 1000)
    WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3`,
};

const endWith = (sale: string): string => `
  WITH attempt AS (
    UPDATE hub.payment_attempts SET state = $4, step = $5, saga = $6, updated_at = now(), lease_owner = NULL,
      lease_until = NULL, run_at = NULL, sealed = CASE WHEN $4 = 'manual' THEN sealed END
    WHERE tenant_id = $1 AND attempt_id = $2 AND lease_owner = $3
    RETURNING 1
  ), session AS (
    UPDATE hub.checkout_sessions SET status = $8, version = version + 1, state = $9, sealed = $10, held_order = $11,
      updated_at = $12, pending_payments = $18, release_at = NULL
    WHERE tenant_id = $1 AND session_id = $7 AND EXISTS (SELECT FROM attempt)
    RETURNING 1
  ), settled AS (
    UPDATE hub.idempotency_keys SET status = $15, response = $16, session_id = $7
    WHERE tenant_id = $1 AND scope = $13 AND claim = $14 AND status IS NULL AND EXISTS (SELECT FROM attempt)
    RETURNING 1
  ), moved AS (${insertMovements('$17', 'attempt')})${sale}
  SELECT EXISTS (SELECT FROM attempt) AS mine`;

export const END: Statement = { name: 'attempt_end', shares: 'durable', text: endWith('') };
export const END_WITH_SALE: Statement = {
  name: 'attempt_end_with_sale',
  shares: 'durable',
  text: endWith(`, ${insertPlacedOrder(19, 'attempt')}`),
};

/**
 * Whoever put the attempt down took the owner away: one that still has an owner was abandoned in the middle of a step.
 * @param runAt one that waits for a person is not to be found by workers.
 */
const takeBy = (
  known: string,
  runAt = ', run_at = now() + make_interval(secs => $4::float8 / 1000)',
): string => `
  WITH free AS (
    SELECT tenant_id, attempt_id, lease_owner IS NOT NULL AS abandoned FROM hub.payment_attempts
    WHERE tenant_id = $1 AND ${known} AND (lease_until IS NULL OR lease_until < now())
    FOR UPDATE
  ), taken AS (
    UPDATE hub.payment_attempts p
    SET lease_owner = $3, lease_until = now() + make_interval(secs => $4::float8 / 1000)${runAt}
    FROM free WHERE p.tenant_id = $1 AND p.attempt_id = (SELECT attempt_id FROM free)
    RETURNING p.attempt_id, p.session_id, p.number, p.saga, p.sealed, free.abandoned
  )
  SELECT ${ATTEMPT_COLUMNS}, ${SESSION_COLUMNS}
  FROM taken a JOIN hub.checkout_sessions s ON s.tenant_id = $1 AND s.session_id = (SELECT session_id FROM taken)`;

/** Not `state = 'open'`: that would lead PostgreSQL to walk all open attempts by their index instead of the key. */
export const TAKE = {
  name: 'attempt_take',
  text: takeBy("attempt_id = $2 AND state NOT IN ('succeeded', 'failed', 'manual')"),
};
export const TAKE_OF_SESSION = {
  name: 'attempt_take_of_session',
  text: takeBy("session_id = $2 AND state = 'open'"),
};
/** `saga` remembers by which key the attempt was begun. */
export const SOLD_FOR = {
  name: 'attempt_sold_for',
  text: `
    SELECT 1 FROM hub.payment_attempts
    WHERE tenant_id = $1 AND session_id = $2 AND state = 'succeeded' AND saga->>'requestedBy' = $3`,
};
/** For the person who settles it. */
export const TAKE_MANUAL = {
  name: 'attempt_take_manual',
  text: takeBy("attempt_id = $2 AND state NOT IN ('succeeded', 'failed', 'open')", ''),
};
