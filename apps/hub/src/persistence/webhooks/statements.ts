import { ORDER_COLUMNS } from '../orders/order-row';

/** Rows of one order for one agent are one matter: the oldest unsettled row stands for all of them. */
export const CLAIM = {
  name: 'outbox_claim',
  text: `
    WITH matter AS (
      SELECT agent_id, order_id FROM hub.outbox
      WHERE tenant_id = $1 AND outbox_id = $2 AND settled_at IS NULL
    ), pending AS (
      SELECT x.outbox_id, x.event FROM hub.outbox x JOIN matter USING (agent_id, order_id)
      WHERE x.tenant_id = $1 AND x.settled_at IS NULL
    ), oldest AS (
      SELECT outbox_id FROM pending ORDER BY event = 'order_update', outbox_id LIMIT 1
    ), claimed AS (
      UPDATE hub.outbox x SET claim = $3, claim_until = $5
      FROM oldest
      WHERE x.tenant_id = $1 AND x.outbox_id = oldest.outbox_id AND x.settled_at IS NULL
        AND (x.claim_until IS NULL OR x.claim_until <= $4)
      RETURNING x.outbox_id, x.agent_id, x.order_id, x.event, x.attempts, x.created_at
    )
    SELECT c.outbox_id, c.event, c.attempts, c.created_at AS news_created_at,
      (SELECT max(outbox_id) FROM pending) AS newest,
      a.profile AS agent_profile, a.webhook_api_version,
      CASE WHEN a.webhook_disabled_at IS NULL AND a.disabled_at IS NULL THEN a.webhook_url END AS webhook_url,
      a.webhook_secret, ${ORDER_COLUMNS}
    FROM claimed c
    JOIN hub.orders o ON o.tenant_id = $1 AND o.order_id = (SELECT order_id FROM claimed)
    JOIN hub.agents a ON a.tenant_id = $1 AND a.agent_id = c.agent_id
    JOIN hub.tenants t ON t.tenant_id = $1`,
};

export const HOLD = {
  name: 'outbox_hold',
  text: `
    UPDATE hub.outbox SET relay_at = greatest(relay_at, $3)
    WHERE tenant_id = $1 AND outbox_id = ANY ($2) AND settled_at IS NULL`,
};

const DELIVERY = `
    delivery AS (
      INSERT INTO hub.webhook_deliveries (tenant_id, delivery_id, outbox_id, agent_id, order_id, event, attempt,
        status, error, sealed, delivered_at)
      SELECT $1, $5, outbox_id, agent_id, order_id, event, attempts + 1, $6, $7, $8, $4 FROM mine
      WHERE $5::text IS NOT NULL
      RETURNING 1
    )`;

const MINE = `
    mine AS (
      SELECT outbox_id, agent_id, order_id, event, attempts FROM hub.outbox
      WHERE tenant_id = $1 AND outbox_id = $2 AND claim = $3 AND settled_at IS NULL
      FOR UPDATE
    )`;

const OF_MINE = `x.tenant_id = $1 AND x.order_id = mine.order_id AND x.agent_id = mine.agent_id
        AND x.settled_at IS NULL`;

/**
 * The claimed row is settled. What the state sent covers is superseded where an outcome was reached ($10); newer
 * rows, and all of them after a failure, are due at once.
 */
export const SETTLE = {
  name: 'outbox_settle',
  text: `
    WITH ${MINE}, ${DELIVERY}, settled AS (
      UPDATE hub.outbox x SET
        attempts = x.attempts + CASE WHEN x.outbox_id = $2 THEN 1 ELSE 0 END,
        claim = NULL, claim_until = NULL,
        settled_at = CASE WHEN x.outbox_id = $2 OR (x.event = 'order_update' AND x.outbox_id <= $10) THEN $4 END,
        outcome = CASE WHEN x.outbox_id = $2 THEN $9
          WHEN x.event = 'order_update' AND x.outbox_id <= $10 THEN 'superseded' END,
        relay_at = CASE WHEN x.outbox_id = $2 OR (x.event = 'order_update' AND x.outbox_id <= $10) THEN NULL
          ELSE $4 END
      FROM mine WHERE ${OF_MINE}
      RETURNING 1
    ), gone AS (
      UPDATE hub.agents a SET webhook_disabled_at = $4 FROM mine
      WHERE a.tenant_id = $1 AND a.agent_id = mine.agent_id AND $11
      RETURNING 1
    )
    SELECT FROM mine`,
};

/** Nobody touches the matter before $9, whatever else happens to the order. */
export const RETRY = {
  name: 'outbox_retry',
  text: `
    WITH ${MINE}, ${DELIVERY}, waiting AS (
      UPDATE hub.outbox x SET
        attempts = x.attempts + CASE WHEN x.outbox_id = $2 THEN $10 ELSE 0 END,
        claim = NULL, claim_until = CASE WHEN x.outbox_id = $2 THEN $9::timestamptz END,
        relay_at = $9
      FROM mine WHERE ${OF_MINE}
      RETURNING 1
    )
    SELECT FROM mine`,
};
