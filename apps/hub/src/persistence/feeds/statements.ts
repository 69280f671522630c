const FEED = `f.feed_id, f.connection_id, f.name, f.format, f.encoding, f.options, f.target, f.every_minutes, f.run_at,
      f.published_change, f.held_at, f.late_at, f.release_next, f.last_listed, f.delivered_at,
      f.failures, f.url_generation, f.disabled_at IS NOT NULL AS is_disabled`;

/** A schedule is missed by a quarter of it, and a quarter of an hour, before a person is told. */
const lateAfter = (moment: string, minutes: string): string =>
  `${moment} + ${minutes} * interval '75 seconds' + interval '15 minutes'`;

export const ADD_FEED = {
  name: 'feed_add',
  text: `
    INSERT INTO hub.feeds (tenant_id, feed_id, connection_id, name, format, encoding, options, target, every_minutes,
      takes_changes, run_at, created_at, late_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, ${lateAfter('$11::timestamptz', '$9::integer')})`,
};

/** A merchant has few feeds. */
export const LIST_FEEDS = {
  name: 'feed_list',
  text: `SELECT ${FEED} FROM hub.feeds f WHERE f.tenant_id = $1 ORDER BY f.feed_id`,
};

export const FIND_FEED = {
  name: 'feed_find',
  text: `SELECT ${FEED} FROM hub.feeds f WHERE f.tenant_id = $1 AND f.feed_id = $2`,
};

/**
 * Leases run by the database's clock. What changes from here on makes the feed due anew; what had changed before is
 * published by whoever claims it, and after its death by who follows. $4: when everything is asked for, due or not.
 */
export const CLAIM_FEED = {
  name: 'feed_claim',
  text: `
    UPDATE hub.feeds f SET claim = gen_random_uuid(), claim_until = now() + $3 * interval '1 millisecond',
      changes_at = NULL, due_anew = false, run_at = least(f.run_at, $4::timestamptz)
    WHERE f.tenant_id = $1 AND f.feed_id = $2 AND f.disabled_at IS NULL
      AND (f.claim_until IS NULL OR f.claim_until <= now())
    RETURNING ${FEED}, f.claim, (
      SELECT r.listed FROM hub.feed_runs r WHERE r.tenant_id = $1 AND r.feed_id = $2 AND r.state = 'held'
      ORDER BY r.run_id DESC LIMIT 1
    ) AS held_listed`,
};

export const RENEW_FEED = {
  name: 'feed_renew',
  text: `
    UPDATE hub.feeds SET claim_until = now() + $4 * interval '1 millisecond'
    WHERE tenant_id = $1 AND feed_id = $2 AND claim = $3 AND disabled_at IS NULL RETURNING 1`,
};

/** A catalogue changed: its feeds that take changes are due soon, and so once, however many changes follow. */
export const WAKE_FEEDS = {
  name: 'feed_wake',
  text: `
    UPDATE hub.feeds SET changes_at = $3
    WHERE tenant_id = $1 AND connection_id = $2 AND takes_changes AND changes_at IS NULL AND disabled_at IS NULL`,
};

export const GIVE_BACK_FEED = {
  name: 'feed_give_back',
  text: `
    UPDATE hub.feeds SET claim = NULL, claim_until = NULL WHERE tenant_id = $1 AND feed_id = $2 AND claim = $3`,
};

export const POSTPONE_FEED = {
  name: 'feed_postpone',
  text: `
    UPDATE hub.feeds SET claim = NULL, claim_until = NULL, run_at = CASE WHEN due_anew THEN run_at ELSE $4 END
    WHERE tenant_id = $1 AND feed_id = $2 AND claim = $3`,
};

/** What the claim took for itself is due again. */
export const ABANDON_FEED = {
  name: 'feed_abandon',
  text: `
    UPDATE hub.feeds SET claim = NULL, claim_until = NULL,
      changes_at = CASE WHEN takes_changes THEN $4::timestamptz END
    WHERE tenant_id = $1 AND feed_id = $2 AND claim = $3`,
};

/**
 * Runs over changes that went well are many, and kept for a month; who lost its claim leaves the rest to who has it. What
 * a person asked for meanwhile stays due: the run began before it.
 */
export const FINISH_FEED = {
  name: 'feed_finish',
  text: `
    WITH old AS (
      DELETE FROM hub.feed_runs WHERE tenant_id = $1 AND feed_id = $2 AND kind = 'changes'
        AND finished_at <= $13::timestamptz - interval '30 days'
    ), run AS (
      INSERT INTO hub.feed_runs (tenant_id, run_id, feed_id, state, listed, warned, excluded, reasons, bytes, error,
        started_at, finished_at, kind, withdrawn)
      SELECT f.tenant_id, $4, f.feed_id, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
      FROM hub.feeds f WHERE f.tenant_id = $1 AND f.feed_id = $2
    )
    UPDATE hub.feeds f SET claim = NULL, claim_until = NULL,
      run_at = CASE WHEN f.due_anew THEN f.run_at ELSE coalesce($16::timestamptz, f.run_at) END,
      changes_at = coalesce($17::timestamptz, f.changes_at),
      published_change = coalesce($18::bigint, f.published_change),
      last_listed = CASE WHEN $5 = 'done' AND $14 = 'full' THEN $6 ELSE f.last_listed END,
      delivered_at = CASE WHEN $5 = 'done' THEN $13 ELSE f.delivered_at END,
      held_at = CASE WHEN $14 <> 'full' OR $5 = 'failed' THEN f.held_at
        WHEN $5 = 'held' THEN coalesce(f.held_at, $13) END,
      late_at = CASE WHEN $5 = 'done' AND $14 = 'full'
        THEN ${lateAfter('$13::timestamptz', 'f.every_minutes')} ELSE f.late_at END,
      alarm = CASE WHEN $5 <> 'done' OR $14 <> 'full' THEN f.alarm END,
      release_next = f.release_next AND ($5 = 'failed' OR $14 <> 'full' OR NOT $19::boolean),
      failures = CASE WHEN $5 = 'failed' THEN f.failures + 1 ELSE 0 END
    WHERE f.tenant_id = $1 AND f.feed_id = $2 AND f.claim = $3`,
};

export const RELEASE_FEED = {
  name: 'feed_release',
  text: `
    UPDATE hub.feeds SET release_next = true, run_at = $3, due_anew = true
    WHERE tenant_id = $1 AND feed_id = $2 AND disabled_at IS NULL RETURNING 1`,
};

/** What is null stays; elsewhere ($8) nothing was delivered yet. Everything is due to be published anew, after the run that is under way where there is one. */
export const CHANGE_FEED = {
  name: 'feed_change',
  text: `
    UPDATE hub.feeds SET options = coalesce($3::json, options), every_minutes = coalesce($4::integer, every_minutes),
      target = coalesce($5::bytea, target), takes_changes = coalesce($6::boolean, takes_changes),
      late_at = coalesce(${lateAfter('$7::timestamptz', '$4::integer')}, late_at), run_at = $7, due_anew = true,
      last_listed = CASE WHEN NOT $8 THEN last_listed END, held_at = CASE WHEN NOT $8 THEN held_at END
    WHERE tenant_id = $1 AND feed_id = $2`,
};

/** Names those that a person has not been told of yet. */
export const NOTE_ALARMS = {
  name: 'feed_note_alarms',
  text: `
    UPDATE hub.feeds SET alarm = $3
    WHERE tenant_id = $1 AND feed_id = ANY ($2::text[]) AND alarm IS DISTINCT FROM $3 RETURNING feed_id, name`,
};

/** URLs given out before open nothing any more. */
export const RENEW_FEED_URLS = {
  name: 'feed_renew_urls',
  text: `
    UPDATE hub.feeds SET url_generation = url_generation + 1
    WHERE tenant_id = $1 AND feed_id = $2 RETURNING url_generation`,
};

/** Whoever publishes it at the moment cannot renew its claim any more, and stops. */
export const DISABLE_FEED = {
  name: 'feed_disable',
  text: `UPDATE hub.feeds SET disabled_at = $3 WHERE tenant_id = $1 AND feed_id = $2`,
};

/** Everything is published at once: changes were not followed meanwhile. */
export const ENABLE_FEED = {
  name: 'feed_enable',
  text: `
    UPDATE hub.feeds SET disabled_at = NULL, run_at = $3, failures = 0, alarm = NULL,
      late_at = ${lateAfter('$3::timestamptz', 'every_minutes')}
    WHERE tenant_id = $1 AND feed_id = $2 AND disabled_at IS NOT NULL`,
};

export const REMOVE_FEED = {
  name: 'feed_remove',
  text: `DELETE FROM hub.feeds WHERE tenant_id = $1 AND feed_id = $2`,
};

export const FEED_RUNS = {
  name: 'feed_runs',
  text: `
    SELECT run_id, feed_id, kind, state, withdrawn, listed, warned, excluded, reasons, bytes, error, started_at, finished_at
    FROM hub.feed_runs WHERE tenant_id = $1 AND feed_id = $2 ORDER BY run_id DESC LIMIT $3`,
};
