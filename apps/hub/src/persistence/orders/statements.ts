import { ORDER_COLUMNS } from './order-row';

const FROM = 'FROM hub.orders o JOIN hub.tenants t ON t.tenant_id = o.tenant_id';

export const FIND = {
  name: 'order_find',
  text: `SELECT ${ORDER_COLUMNS} ${FROM} WHERE o.tenant_id = $1 AND o.order_id = $2`,
};

export const FIND_BY_PLATFORM_ID = {
  name: 'order_find_by_platform_id',
  text: `
    SELECT ${ORDER_COLUMNS} ${FROM}
    WHERE o.tenant_id = $1 AND o.connection_id = $2 AND o.platform_order_id = $3`,
};

export const FIND_UNEXPIRED = {
  name: 'order_find_unexpired',
  text: `
    SELECT ${ORDER_COLUMNS} ${FROM}
    WHERE o.tenant_id = $1 AND o.order_id = $2 AND o.page_expires_at > $3`,
};

/**
 * Common table expressions that append an order's changes and tell its agent, where the relation `when` has the row
 * of the order (`agent_id`). `changes` is a JSON array; an empty one is no news.
 */
export const appendNews = (when: string, changes: string, outboxId: string, at: string): string => `
    timeline AS (
      INSERT INTO hub.order_timeline (tenant_id, order_id, seq, kind, data, occurred_at, recorded_at)
      SELECT $1, $2, last.seq + e.number, e.entry->>'kind', e.entry, (e.entry->>'occurredAt')::timestamptz, ${at}
      FROM ${when}
      CROSS JOIN (
        SELECT coalesce(max(seq), 0)::integer AS seq FROM hub.order_timeline WHERE tenant_id = $1 AND order_id = $2
      ) last
      CROSS JOIN json_array_elements(${changes}::json) WITH ORDINALITY AS e (entry, number)
      RETURNING 1
    ), news AS (
      INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, relay_at)
      SELECT $1, ${outboxId}, agent_id, $2, 'order_update', ${at}, ${at}
      FROM ${when} WHERE json_array_length(${changes}::json) > 0
      RETURNING 1
    )`;

/**
 * State, timeline and outbox in one statement. The version keeps writers apart, so that the numbers of the
 * timeline have neither gap nor double. What was erased since it was read is not sealed anew. An adjustment may
 * move money ($10): whoever follows that looks at once.
 */
export const STORE_CHANGE = {
  name: 'order_store_change',
  text: `
    WITH stored AS (
      UPDATE hub.orders SET state = $4, version = version + 1, number_hash = coalesce($5, number_hash),
        updated_at = $6, sealed = CASE WHEN data_key IS NOT NULL THEN $9::bytea END,
        money_run_at = CASE WHEN $10 THEN now() ELSE money_run_at END
      WHERE tenant_id = $1 AND order_id = $2 AND version = $3
      RETURNING agent_id
    ), ${appendNews('stored', '$7', '$8', '$6')}
    SELECT FROM stored`,
};

export const TAKE_POLL_TURN = {
  name: 'order_poll_take_turn',
  text: `
    UPDATE hub.connections SET orders_poll_at = $4
    WHERE tenant_id = $1 AND connection_id = $2 AND disabled_at IS NULL
      AND (orders_poll_at IS NULL OR orders_poll_at <= $3)
    RETURNING coalesce(orders_polled_to, created_at) AS seen_to`,
};

export const FINISH_POLL = {
  name: 'order_poll_finish',
  text: `
    UPDATE hub.connections SET orders_polled_to = greatest(orders_polled_to, $3)
    WHERE tenant_id = $1 AND connection_id = $2`,
};
