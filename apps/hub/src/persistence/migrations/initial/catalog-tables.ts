/**
 * What merchants sell, as their platforms last told. `change_seq` grows with every change of a connection's catalogue, in
 * the order in which changes become visible, so that what changed since a feed was last published is a range of an index.
 * `document` is the whole product as JSON; one that is gone keeps its last. `catalog_items` holds the items of what is on
 * sale: operators of arrays are no use under row-level security, whose policies may run after leakproof ones alone.
 */
export const CATALOG_TABLES = `
CREATE TABLE hub.catalog_products (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  product_id    text NOT NULL,
  content_hash  bytea NOT NULL,
  document      json NOT NULL,
  item_ids      text[] NOT NULL,
  variant_count integer NOT NULL,
  change_seq    bigint NOT NULL,
  changed_at    timestamptz NOT NULL,
  deleted_at    timestamptz,
  PRIMARY KEY (tenant_id, connection_id, product_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);
CREATE UNIQUE INDEX catalog_products_changes ON hub.catalog_products (connection_id, change_seq, tenant_id)
  INCLUDE (variant_count, deleted_at);

CREATE TABLE hub.catalog_items (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  item_id       text NOT NULL,
  product_id    text NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, item_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);

CREATE TABLE hub.catalog_syncs (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  last_change   bigint NOT NULL DEFAULT 0,
  synced_to     timestamptz,
  full_at       timestamptz,
  changes_at    timestamptz,
  stock_at      timestamptz,
  stock_after   text,
  retry_at      timestamptz,
  failures      integer NOT NULL DEFAULT 0,
  lease         uuid,
  lease_until   timestamptz,
  PRIMARY KEY (tenant_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);

CREATE TABLE hub.catalog_runs (
  tenant_id        text NOT NULL,
  run_id           text NOT NULL,
  connection_id    text NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('full', 'changes', 'stock')),
  phase            text NOT NULL CHECK (phase IN ('listing', 'removing')),
  cursor           text,
  updated_since    timestamptz,
  accept_removals  boolean NOT NULL,
  counts           json NOT NULL,
  state            text NOT NULL CHECK (state IN ('running', 'done', 'held', 'failed')),
  error            text,
  started_at       timestamptz NOT NULL,
  progressed_at    timestamptz NOT NULL,
  finished_at      timestamptz,
  PRIMARY KEY (tenant_id, run_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);
CREATE UNIQUE INDEX catalog_runs_one_running ON hub.catalog_runs (connection_id, kind, tenant_id)
  WHERE state = 'running';
CREATE INDEX catalog_runs_history ON hub.catalog_runs (connection_id, run_id, tenant_id);
CREATE INDEX catalog_runs_age ON hub.catalog_runs (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE hub.catalog_seen (
  tenant_id   text NOT NULL,
  run_id      text NOT NULL,
  page        integer NOT NULL,
  product_ids text[] NOT NULL,
  PRIMARY KEY (tenant_id, run_id, page),
  FOREIGN KEY (tenant_id, run_id) REFERENCES hub.catalog_runs ON DELETE CASCADE
);

CREATE TABLE hub.catalog_rejects (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  product_id    text NOT NULL,
  title         text,
  reason        text NOT NULL,
  rejected_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, product_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);

CREATE TABLE hub.catalog_hints (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  product_id    text NOT NULL,
  hinted_at     timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, product_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);
`;
