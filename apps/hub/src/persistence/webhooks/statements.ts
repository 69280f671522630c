import { TRIPPED_AFTER } from '../../webhooks/retry-schedule';
import { ORDER_COLUMNS } from '../orders/order-row';

/**
 * Rows of one order for one agent are one matter: the oldest unsettled row stands for all of them. An endpoint that
 * does not answer is spared: what is asked for it is put off, and once its time has come one matter alone tries it.
 * Rows are locked by ascending id, here and in the statements below, so that batches do not wait for each other.
 */
export const CLAIM = {
  name: 'outbox_claim',
  text: `
    WITH asked AS (
      SELECT outbox_id, agent_id, order_id FROM hub.outbox
      WHERE tenant_id = $1 AND outbox_id = ANY ($2) AND settled_at IS NULL
    ), matter AS (
      SELECT agent_id, order_id, min(outbox_id) AS asked_id FROM asked GROUP BY agent_id, order_id
    ), oldest AS (
      SELECT m.asked_id, m.agent_id, p.outbox_id, p.newest,
        row_number() OVER (PARTITION BY m.agent_id ORDER BY p.outbox_id) AS turn
      FROM matter m CROSS JOIN LATERAL (
        SELECT x.outbox_id, max(x.outbox_id) OVER () AS newest FROM hub.outbox x
        WHERE x.tenant_id = $1 AND x.order_id = m.order_id AND x.agent_id = m.agent_id AND x.settled_at IS NULL
        ORDER BY x.event = 'order_update', x.outbox_id LIMIT 1
      ) p
    ), put_off AS (
      SELECT m.asked_id, m.agent_id, greatest(a.webhook_spared_until, $6) AS until
      FROM oldest m JOIN hub.agents a ON a.tenant_id = $1 AND a.agent_id = m.agent_id
      WHERE a.webhook_spared_until > $4 OR (a.webhook_failures >= ${TRIPPED_AFTER} AND m.turn > 1)
    ), free AS (
      SELECT x.outbox_id FROM hub.outbox x
      WHERE x.tenant_id = $1 AND x.settled_at IS NULL AND (x.claim_until IS NULL OR x.claim_until <= $4)
        AND x.outbox_id = ANY (ARRAY (
          SELECT outbox_id FROM oldest WHERE asked_id NOT IN (SELECT asked_id FROM put_off)
        ))
      ORDER BY x.outbox_id FOR UPDATE
    ), claimed AS (
      UPDATE hub.outbox x SET claim = $3, claim_until = $5
      WHERE x.tenant_id = $1 AND x.outbox_id = ANY (ARRAY (SELECT outbox_id FROM free)) AND x.settled_at IS NULL
        AND (x.claim_until IS NULL OR x.claim_until <= $4)
      RETURNING x.outbox_id, x.agent_id, x.order_id, x.event, x.attempts, x.created_at
    ), probing AS (
      UPDATE hub.agents a SET webhook_spared_until = $6
      WHERE a.tenant_id = $1 AND a.webhook_failures >= ${TRIPPED_AFTER}
        AND a.agent_id IN (SELECT agent_id FROM claimed)
      RETURNING 1
    ), delayed AS (
      UPDATE hub.outbox x
      SET relay_at = greatest(x.relay_at, p.until + random() * greatest((p.until - $4) / 4, interval '5 s'))
      FROM put_off p JOIN matter m USING (asked_id) JOIN asked q ON q.agent_id = m.agent_id AND q.order_id = m.order_id
      WHERE x.tenant_id = $1 AND x.outbox_id = ANY ($2) AND x.outbox_id = q.outbox_id AND x.settled_at IS NULL
      RETURNING 1
    )
    SELECT c.asked_id, c.newest, c.outbox_id, c.event, c.attempts, c.created_at AS news_created_at,
      a.profile AS agent_profile, a.webhook_api_version,
      CASE WHEN a.disabled_at IS NULL THEN a.webhook_url END AS webhook_url,
      a.webhook_disabled_at IS NOT NULL AS webhook_disabled,
      CASE WHEN a.staged_webhook_from <= $4 THEN a.staged_webhook_secret ELSE a.webhook_secret END AS webhook_secret,
      a.webhook_failures, a.webhook_failing_since, ${ORDER_COLUMNS}
    FROM (
      SELECT claimed.*, m.asked_id, m.newest FROM claimed JOIN oldest m ON m.outbox_id = claimed.outbox_id OFFSET 0
    ) c
    JOIN hub.orders o ON o.tenant_id = $1 AND o.order_id = ANY (ARRAY (SELECT order_id FROM claimed))
      AND o.order_id = c.order_id
    JOIN hub.agents a ON a.tenant_id = $1 AND a.agent_id = c.agent_id
    JOIN hub.tenants t ON t.tenant_id = $1`,
};

export const HOLD = {
  name: 'outbox_hold',
  text: `
    WITH held AS (
      SELECT outbox_id FROM hub.outbox
      WHERE tenant_id = $1 AND outbox_id = ANY ($2) AND settled_at IS NULL
      ORDER BY outbox_id FOR UPDATE
    )
    UPDATE hub.outbox x SET relay_at = greatest(x.relay_at, $3)
    FROM held WHERE x.tenant_id = $1 AND x.outbox_id = ANY ($2) AND x.outbox_id = held.outbox_id`,
};

/**
 * What became of many tries, one array a column. A final outcome settles the claimed row, and what the state sent
 * covers is superseded; newer rows, and all of them after a dead letter, are due at once. Without one nobody touches
 * the matter before `again_at`. The bodies come as one value and are cut apart here: an array of binary values would
 * travel as text of twice the size.
 */
export const SETTLE = {
  name: 'outbox_settle',
  text: `
    WITH given AS (
      SELECT * FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::integer[],
        $9::text[], $10::integer[], $11::text[], $12::integer[], $13::integer[], $14::text[], $15::timestamptz[])
        AS g (outbox_id, claim, outcome, covered, again_at, tries, delivery_id, status, error, sealed_from,
          sealed_length, health, spared_until)
    ), locked AS (
      SELECT outbox_id, agent_id, order_id, event, attempts, claim FROM hub.outbox
      WHERE tenant_id = $1 AND outbox_id = ANY ($3) AND settled_at IS NULL
      ORDER BY outbox_id FOR UPDATE
    ), mine AS (
      SELECT agent_id, order_id, event, attempts, given.* FROM given JOIN locked USING (outbox_id, claim)
    ), delivery AS (
      INSERT INTO hub.webhook_deliveries (tenant_id, delivery_id, outbox_id, agent_id, order_id, event, attempt,
        status, error, sealed, delivered_at)
      SELECT $1, delivery_id, outbox_id, agent_id, order_id, event, attempts + 1, status, error,
        CASE WHEN sealed_length > 0 THEN substring($16::bytea FROM sealed_from FOR sealed_length) END, $2
      FROM mine WHERE delivery_id IS NOT NULL
      RETURNING 1
    ), affected AS (
      SELECT x.outbox_id, x.outbox_id = mine.outbox_id AS is_claimed, mine.outcome, mine.again_at, mine.tries,
        mine.outcome IS NOT NULL
          AND (x.outbox_id = mine.outbox_id OR (x.event = 'order_update' AND x.outbox_id <= mine.covered)) AS ends
      FROM mine CROSS JOIN LATERAL (
        SELECT outbox_id, event FROM hub.outbox o
        WHERE o.tenant_id = $1 AND o.order_id = mine.order_id AND o.agent_id = mine.agent_id AND o.settled_at IS NULL
        OFFSET 0
      ) x
    ), settled AS (
      UPDATE hub.outbox x SET
        attempts = x.attempts + CASE WHEN a.is_claimed THEN a.tries ELSE 0 END,
        claim = NULL,
        claim_until = CASE WHEN a.is_claimed THEN a.again_at END,
        settled_at = CASE WHEN a.ends THEN $2::timestamptz END,
        outcome = CASE WHEN a.ends THEN CASE WHEN a.is_claimed THEN a.outcome ELSE 'superseded' END END,
        relay_at = CASE WHEN NOT a.ends THEN coalesce(a.again_at, $2) END
      FROM affected a
      WHERE x.tenant_id = $1 AND x.outbox_id = ANY (ARRAY (SELECT outbox_id FROM affected))
        AND x.outbox_id = a.outbox_id AND x.settled_at IS NULL
      RETURNING 1
    ), seen AS (
      SELECT agent_id, bool_or(health = 'gone') AS gone, bool_or(health = 'alive') AS alive,
        (count(*) FILTER (WHERE health = 'silent'))::integer AS failures, max(spared_until) AS spared_until
      FROM mine WHERE health IS NOT NULL GROUP BY agent_id
    ), health AS (
      UPDATE hub.agents a SET
        webhook_disabled_at = CASE WHEN seen.gone THEN coalesce(a.webhook_disabled_at, $2) ELSE a.webhook_disabled_at END,
        webhook_failures = CASE WHEN seen.alive THEN 0 ELSE a.webhook_failures + seen.failures END,
        webhook_failing_since = CASE WHEN seen.alive OR seen.failures = 0 THEN NULL
          ELSE coalesce(a.webhook_failing_since, $2) END,
        webhook_spared_until = CASE WHEN seen.alive THEN NULL
          WHEN a.webhook_failures + seen.failures >= ${TRIPPED_AFTER} THEN seen.spared_until
          ELSE a.webhook_spared_until END
      FROM seen WHERE a.tenant_id = $1 AND a.agent_id = seen.agent_id
      RETURNING 1
    )
    SELECT FROM mine`,
};
