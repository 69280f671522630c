import { ORDER_COLUMNS } from '../orders/order-row';
import { appendNews } from '../orders/statements';

const LEASE = 'now() + make_interval(secs => $4::float8 / 1000)';

/** A time that stands where the lease put it; any other was set by a report that came meanwhile. */
const UNTOUCHED = 'money_run_at IS NOT DISTINCT FROM money_lease_until';

/**
 * While the turn lasts `money_run_at` is the lease's end, so that it is due again when the process dies. A look that
 * comes to nothing, because the process dies of it, is not the first of the queue again at once. Whoever puts the turn
 * down takes the owner away: one that still has an owner was abandoned.
 */
export const TAKE_MONEY = {
  name: 'money_take',
  text: `
    WITH free AS (
      SELECT order_id, money_lease_owner IS NOT NULL AS abandoned FROM hub.orders
      WHERE tenant_id = $1 AND order_id = $2 AND (money_lease_until IS NULL OR money_lease_until < now())
      FOR UPDATE
    )
    UPDATE hub.orders o SET money_lease_owner = $3, money_lease_until = ${LEASE}, money_run_at = ${LEASE},
      payment_check_at = CASE WHEN payment_check_at <= now() THEN now() + interval '10 minutes'
        ELSE payment_check_at END
    FROM free WHERE o.tenant_id = $1 AND o.order_id = (SELECT order_id FROM free)
    RETURNING free.abandoned`,
};

const SALE = `(
      SELECT json_build_object('paymentId', a.saga->'payment'->>'id', 'provider', a.saga->>'provider')
      FROM hub.payment_attempts a
      WHERE a.tenant_id = $1 AND a.session_id = o.session_id AND a.state = 'succeeded'
      ORDER BY a.number DESC LIMIT 1
    )`;

const REFUNDS = `(
      SELECT coalesce(json_agg(json_build_object('refundId', r.refund_id, 'source', r.source,
        'sourceReference', r.source_reference, 'amount', r.amount, 'state', r.state, 'saga', r.saga)),
        '[]')
      FROM hub.refunds r WHERE r.tenant_id = $1 AND r.order_id = o.order_id
    )`;

const MOVEMENTS = `(
      SELECT coalesce(json_agg(json_build_object('id', m.movement_id, 'kind', m.kind, 'amount', m.amount,
        'currency', m.currency, 'provider', m.provider, 'reference', m.provider_reference,
        'platformReference', m.platform_reference, 'at', m.occurred_at)), '[]')
      FROM hub.money_movements m WHERE m.tenant_id = $1 AND m.session_id = o.session_id
    )`;

/**
 * Everything about an order's money; `$2` is its id. Unsorted: an order by key would lead PostgreSQL to walk the
 * tenant's whole tables by it.
 */
export const READ_MONEY = {
  name: 'money_read',
  text: `
    SELECT ${ORDER_COLUMNS}, ${SALE} AS sale, ${REFUNDS} AS refunds, ${MOVEMENTS} AS movements
    FROM hub.orders o JOIN hub.tenants t ON t.tenant_id = o.tenant_id
    WHERE o.tenant_id = $1 AND o.order_id = $2`,
};

/**
 * Renews the lease and writes refunds ($5), movements ($6) and, where $7 names the version it was made from, the
 * order with its timeline and news. `mine` is false without the lease, `fresh` where the version has moved on.
 */
export const WRITE_MONEY = {
  name: 'money_write',
  text: `
    WITH held AS (
      UPDATE hub.orders SET
        money_run_at = CASE WHEN ${UNTOUCHED} THEN ${LEASE} ELSE money_run_at END,
        money_lease_until = ${LEASE},
        version = version + CASE WHEN $7::integer IS NULL THEN 0 ELSE 1 END,
        state = CASE WHEN $7::integer IS NULL THEN state ELSE $8::json END,
        updated_at = CASE WHEN $7::integer IS NULL THEN updated_at ELSE $9::timestamptz END,
        sealed = CASE WHEN $7::integer IS NULL THEN sealed WHEN data_key IS NOT NULL THEN $10::bytea END
      WHERE tenant_id = $1 AND order_id = $2 AND money_lease_owner = $3 AND version = coalesce($7::integer, version)
      RETURNING session_id, agent_id, platform_order_id, mode
    ), kept AS (
      INSERT INTO hub.refunds (tenant_id, refund_id, order_id, source, source_reference, amount, currency, state, step,
        saga, created_at, updated_at)
      SELECT $1, r.id, $2, r.source, r.source_reference, r.amount, r.currency, r.state, r.saga->>'step', r.saga,
        now(), now()
      FROM held CROSS JOIN json_to_recordset($5::json) AS r (id text, source text, source_reference text,
        amount bigint, currency text, state text, saga json)
      ON CONFLICT (tenant_id, refund_id) DO UPDATE SET amount = excluded.amount, state = excluded.state,
        step = excluded.step, saga = excluded.saga, updated_at = excluded.updated_at
      RETURNING 1
    ), moved AS (
      INSERT INTO hub.money_movements (tenant_id, movement_id, session_id, order_id, kind, amount, currency, provider,
        provider_reference, platform_reference, mode, occurred_at)
      SELECT $1, m.id, held.session_id, $2, m.kind, m.amount, m.currency, m.provider, m.reference,
        held.platform_order_id, held.mode, m.at
      FROM held CROSS JOIN json_to_recordset($6::json) AS m (id text, kind text, amount bigint, currency text,
        provider text, reference text, at timestamptz)
      ON CONFLICT (tenant_id, provider, kind, provider_reference) DO NOTHING
      RETURNING 1
    ), ${appendNews('held', '$11', '$12', '$9::timestamptz')}
    SELECT EXISTS (SELECT FROM held) AS written, EXISTS (
      SELECT FROM hub.orders WHERE tenant_id = $1 AND order_id = $2 AND money_lease_owner = $3
    ) AS mine`,
};

/** @param $4 milliseconds until somebody must look again; NULL where nobody must. */
export const PUT_MONEY_DOWN = {
  name: 'money_put_down',
  text: `
    UPDATE hub.orders SET money_lease_owner = NULL, money_lease_until = NULL, payment_check_at = $5,
      money_run_at = CASE WHEN ${UNTOUCHED} THEN ${LEASE} ELSE money_run_at END
    WHERE tenant_id = $1 AND order_id = $2 AND money_lease_owner = $3`,
};

export const LOOK_AT_PAYMENT = {
  name: 'money_look_at_payment',
  text: `
    UPDATE hub.orders SET money_run_at = now()
    WHERE tenant_id = $1 AND session_id = (
      SELECT session_id FROM hub.money_movements
      WHERE tenant_id = $1 AND provider = $2 AND kind = 'authorization' AND provider_reference = $3
    )
    RETURNING 1`,
};

/** The order's row is a sub-select by its key: joined, PostgreSQL would not always use the index for it. */
const MANUAL_REFUND = `
    SELECT r.refund_id, r.order_id, r.source, r.amount::float8 AS amount, r.currency, r.saga, r.updated_at,
      o.connection_id, o.session_id
    FROM hub.refunds r CROSS JOIN LATERAL (
      SELECT connection_id, session_id FROM hub.orders WHERE tenant_id = $1 AND order_id = r.order_id LIMIT 1
    ) o
    WHERE r.tenant_id = $1`;

export const LIST_MANUAL_REFUNDS = {
  name: 'refunds_list_manual',
  text: `${MANUAL_REFUND} AND r.state = 'manual' ORDER BY r.updated_at, r.refund_id LIMIT 1000`,
};

/** Not `state = 'manual'`: that would lead PostgreSQL to walk all of them by their index instead of the key. */
export const FIND_MANUAL_REFUND = {
  name: 'refunds_find_manual',
  text: `${MANUAL_REFUND} AND r.refund_id = $2 AND r.state NOT IN ('open', 'done', 'matched', 'recorded')`,
};

export const FIND_ORDER_BY_ID_OR_NUMBER = {
  name: 'money_find_order',
  text: `
    SELECT order_id FROM hub.orders WHERE tenant_id = $1 AND order_id = $2
    UNION ALL SELECT order_id FROM hub.orders WHERE tenant_id = $1 AND number_hash = $3`,
};
