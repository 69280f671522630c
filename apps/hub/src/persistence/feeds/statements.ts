const FEED = `f.feed_id, f.connection_id, f.name, f.format, f.encoding, f.options, f.target, f.every_minutes, f.run_at,
      f.release_next, f.last_listed, f.delivered_at, f.failures, f.disabled_at IS NOT NULL AS is_disabled`;

export const ADD_FEED = {
  name: 'feed_add',
  text: `
    INSERT INTO hub.feeds (tenant_id, feed_id, connection_id, name, format, encoding, options, target, every_minutes,
      run_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
};

/** A merchant has few feeds. */
export const LIST_FEEDS = {
  name: 'feed_list',
  text: `SELECT ${FEED} FROM hub.feeds f WHERE f.tenant_id = $1 ORDER BY f.feed_id`,
};

/** Leases run by the database's clock; until this one has run out, the scan passes the feed over. */
export const CLAIM_FEED = {
  name: 'feed_claim',
  text: `
    UPDATE hub.feeds f SET claim = gen_random_uuid(), claim_until = now() + $3 * interval '1 millisecond', run_at = $4
    WHERE f.tenant_id = $1 AND f.feed_id = $2 AND f.disabled_at IS NULL
      AND (f.claim_until IS NULL OR f.claim_until <= now())
    RETURNING ${FEED}, f.claim`,
};

/** Who lost its claim writes down its run, and leaves the rest to who has it. */
export const FINISH_FEED = {
  name: 'feed_finish',
  text: `
    WITH run AS (
      INSERT INTO hub.feed_runs (tenant_id, run_id, feed_id, state, listed, warned, excluded, reasons, bytes, error,
        started_at, finished_at)
      VALUES ($1, $4, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      RETURNING 1
    )
    UPDATE hub.feeds f SET claim = NULL, claim_until = NULL, run_at = $14,
      last_listed = CASE WHEN $5 = 'done' THEN $6 ELSE f.last_listed END,
      delivered_at = CASE WHEN $5 = 'done' THEN $13 ELSE f.delivered_at END,
      release_next = f.release_next AND $5 = 'failed',
      failures = CASE WHEN $5 = 'failed' THEN f.failures + 1 ELSE 0 END
    FROM run
    WHERE f.tenant_id = $1 AND f.feed_id = $2 AND f.claim = $3`,
};

export const RELEASE_FEED = {
  name: 'feed_release',
  text: `
    UPDATE hub.feeds SET release_next = true, run_at = $3
    WHERE tenant_id = $1 AND feed_id = $2 AND disabled_at IS NULL RETURNING 1`,
};

export const FEED_RUNS = {
  name: 'feed_runs',
  text: `
    SELECT run_id, feed_id, state, listed, warned, excluded, reasons, bytes, error, started_at, finished_at
    FROM hub.feed_runs WHERE tenant_id = $1 AND feed_id = $2 ORDER BY run_id DESC LIMIT $3`,
};
