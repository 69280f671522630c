/**
 * Which feeds are made of a shop's catalogue, and every time one was. `target` is sealed with the tenant's key.
 * `last_listed` is what the last delivered feed held: one that suddenly holds far less is kept back, `held_at` since when.
 * `run_at` is when everything is published next; `changes_at`, for a receiver that takes changes, when what has changed
 * later than `published_change` is; `late_at`, when a person should know that no whole run went well, and `alarm` what
 * they were told of.
 */
export const FEED_TABLES = `
CREATE TABLE hub.feeds (
  tenant_id     text NOT NULL,
  feed_id       text NOT NULL,
  connection_id text NOT NULL,
  name          text NOT NULL,
  format        text NOT NULL,
  encoding      text NOT NULL,
  options       json NOT NULL,
  target        bytea NOT NULL,
  every_minutes integer NOT NULL CHECK (every_minutes > 0),
  takes_changes boolean NOT NULL,
  run_at        timestamptz,
  changes_at    timestamptz,
  published_change bigint,
  held_at       timestamptz,
  late_at       timestamptz NOT NULL,
  alarm         text CHECK (alarm IN ('late', 'held')),
  due_at        timestamptz GENERATED ALWAYS AS
    (least(run_at, CASE WHEN held_at IS NULL THEN changes_at END)) STORED,
  claim         uuid,
  claim_until   timestamptz,
  release_next  boolean NOT NULL DEFAULT false,
  -- Of the URLs by which it is fetched; those of an earlier one open nothing any more.
  url_generation integer NOT NULL DEFAULT 1,
  -- A person made it due while it was being published.
  due_anew      boolean NOT NULL DEFAULT false,
  last_listed   integer,
  delivered_at  timestamptz,
  failures      integer NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL,
  disabled_at   timestamptz,
  PRIMARY KEY (tenant_id, feed_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);
CREATE INDEX feeds_due ON hub.feeds (due_at) WHERE due_at IS NOT NULL AND disabled_at IS NULL;
CREATE INDEX feeds_late ON hub.feeds (late_at) WHERE held_at IS NULL AND disabled_at IS NULL;
CREATE INDEX feeds_held ON hub.feeds (held_at) WHERE held_at IS NOT NULL AND disabled_at IS NULL;
CREATE INDEX feeds_claimed ON hub.feeds (claim_until) WHERE claim_until IS NOT NULL;

CREATE TABLE hub.feed_runs (
  tenant_id   text NOT NULL,
  run_id      text NOT NULL,
  feed_id     text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('full', 'changes')),
  state       text NOT NULL CHECK (state IN ('done', 'held', 'failed')),
  withdrawn   integer NOT NULL,
  listed      integer NOT NULL,
  warned      integer NOT NULL,
  excluded    integer NOT NULL,
  reasons     json NOT NULL,
  bytes       bigint NOT NULL,
  error       text,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, run_id),
  FOREIGN KEY (tenant_id, feed_id) REFERENCES hub.feeds ON DELETE CASCADE
);
CREATE INDEX feed_runs_history ON hub.feed_runs (feed_id, run_id, tenant_id);
CREATE INDEX feed_runs_changes ON hub.feed_runs (feed_id, finished_at, tenant_id) WHERE kind = 'changes';
CREATE INDEX feed_runs_age ON hub.feed_runs (finished_at);
`;
