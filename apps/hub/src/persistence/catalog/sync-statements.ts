import { SEEN } from './store-statements';

export const ENSURE_SYNC = {
  name: 'catalog_ensure_sync',
  text: `
    INSERT INTO hub.catalog_syncs (tenant_id, connection_id)
    SELECT tenant_id, connection_id FROM hub.connections
    WHERE tenant_id = $1 AND connection_id = $2 AND disabled_at IS NULL
    ON CONFLICT DO NOTHING`,
};

/** Leases run by the database's clock, which all replicas share. */
export const TAKE_TURN = {
  name: 'catalog_take_turn',
  text: `
    UPDATE hub.catalog_syncs s SET lease = gen_random_uuid(), lease_until = now() + $3 * interval '1 millisecond'
    FROM hub.connections c
    WHERE s.tenant_id = $1 AND s.connection_id = $2 AND (s.lease_until IS NULL OR s.lease_until <= now())
      AND c.tenant_id = $1 AND c.connection_id = $2 AND c.disabled_at IS NULL
    RETURNING s.lease, s.synced_to, s.full_at, s.changes_at, s.stock_at, s.stock_after, s.failures, s.retry_at`,
};

/** Until the turn ends, or its process died, the scan passes the catalogue over. */
export const PASS_OVER = {
  name: 'catalog_pass_over',
  text: `UPDATE hub.connections SET catalog_sync_at = $3 WHERE tenant_id = $1 AND connection_id = $2`,
};

/** Whoever noted a hint meanwhile has made the catalogue due, and so it stays. */
export const SET_NEXT_TURN = {
  name: 'catalog_set_next_turn',
  text: `
    UPDATE hub.connections SET catalog_sync_at = $4
    WHERE tenant_id = $1 AND connection_id = $2 AND catalog_sync_at = $3`,
};

export const RELEASE_TURN = {
  name: 'catalog_release_turn',
  text: `
    UPDATE hub.catalog_syncs SET lease = NULL, lease_until = NULL
    WHERE tenant_id = $1 AND connection_id = $2 AND lease = $3`,
};

const RUN = `run_id, connection_id, kind, phase, cursor, updated_since, accept_removals, counts, state, error, started_at,
      progressed_at, finished_at`;

export const FIND_OPEN_RUN = {
  name: 'catalog_find_open_run',
  text: `
    SELECT ${RUN} FROM hub.catalog_runs
    WHERE tenant_id = $1 AND connection_id = $2 AND kind = $3 AND state = 'running'`,
};

export const BEGIN_RUN = {
  name: 'catalog_begin_run',
  text: `
    INSERT INTO hub.catalog_runs (tenant_id, run_id, connection_id, kind, phase, cursor, updated_since, accept_removals,
      counts, state, started_at, progressed_at)
    VALUES ($1, $2, $3, $4, 'listing', $5, $6, $7, $8, 'running', $9, $9)
    RETURNING ${RUN}`,
};

export const END_RUN = {
  name: 'catalog_end_run',
  text: `
    UPDATE hub.catalog_runs SET state = $3, error = $4, finished_at = $5, progressed_at = $5
    WHERE tenant_id = $1 AND run_id = $2`,
};

export const FORGET_SEEN = {
  name: 'catalog_forget_seen',
  text: `DELETE FROM hub.catalog_seen WHERE tenant_id = $1 AND run_id = $2`,
};

/** What could not be taken in once, and was not listed any more by a run that read everything. */
export const FORGET_UNSEEN_REJECTS = {
  name: 'catalog_forget_unseen_rejects',
  text: `${SEEN}
    DELETE FROM hub.catalog_rejects r
    WHERE r.tenant_id = $1 AND r.connection_id = $2 AND NOT EXISTS (SELECT FROM seen WHERE seen.id = r.product_id)`,
};

/** A run that failed ($7) is one more failure in a row; any other ends the row. */
export const SCHEDULE_NEXT = {
  name: 'catalog_schedule_next',
  text: `
    UPDATE hub.catalog_syncs SET
      full_at = CASE WHEN $3 = 'full' THEN $4 ELSE full_at END,
      changes_at = CASE WHEN $3 = 'changes' THEN $4 ELSE changes_at END,
      stock_at = CASE WHEN $3 = 'stock' THEN $4 ELSE stock_at END,
      stock_after = CASE WHEN $3 = 'stock' THEN $5 ELSE stock_after END,
      synced_to = greatest(synced_to, $6::timestamptz), failures = CASE WHEN $7 THEN failures ELSE 0 END,
      retry_at = CASE WHEN $7 THEN retry_at END
    WHERE tenant_id = $1 AND connection_id = $2`,
};

export const NOTE_FAILURE = {
  name: 'catalog_note_failure',
  text: `
    WITH noted AS (
      UPDATE hub.catalog_runs SET error = $4, progressed_at = $5 WHERE tenant_id = $1 AND run_id = $3 RETURNING 1
    )
    UPDATE hub.catalog_syncs SET failures = failures + 1, retry_at = $6 FROM noted
    WHERE tenant_id = $1 AND connection_id = $2`,
};

export const LIST_RUNS = {
  name: 'catalog_list_runs',
  text: `
    SELECT ${RUN} FROM hub.catalog_runs WHERE tenant_id = $1 AND connection_id = $2 ORDER BY run_id DESC LIMIT $3`,
};

export const LIST_REJECTS = {
  name: 'catalog_list_rejects',
  text: `
    SELECT product_id, title, reason FROM hub.catalog_rejects
    WHERE tenant_id = $1 AND connection_id = $2 ORDER BY product_id LIMIT $3`,
};

export const FIND_REJECT = {
  name: 'catalog_find_reject',
  text: `
    SELECT product_id, title, reason FROM hub.catalog_rejects
    WHERE tenant_id = $1 AND connection_id = $2 AND product_id = $3`,
};

/** The catalogue's turn comes at once. */
export const NOTE_HINT = {
  name: 'catalog_note_hint',
  text: `
    WITH hint AS (
      INSERT INTO hub.catalog_hints (tenant_id, connection_id, product_id, hinted_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id, connection_id, product_id) DO UPDATE SET hinted_at = excluded.hinted_at
      RETURNING 1
    )
    UPDATE hub.connections SET catalog_sync_at = $4 FROM hint WHERE tenant_id = $1 AND connection_id = $2`,
};

export const OPEN_HINTS = {
  name: 'catalog_open_hints',
  text: `
    SELECT product_id, hinted_at FROM hub.catalog_hints
    WHERE tenant_id = $1 AND connection_id = $2 ORDER BY product_id LIMIT $3`,
};

export const SETTLE_HINTS = {
  name: 'catalog_settle_hints',
  text: `
    DELETE FROM hub.catalog_hints h USING unnest($3::text[], $4::timestamptz[]) AS g (product_id, hinted_at)
    WHERE h.tenant_id = $1 AND h.connection_id = $2 AND h.product_id = g.product_id AND h.hinted_at <= g.hinted_at`,
};
