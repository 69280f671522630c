/** What is to be told to agents, what was told, and what was reported to the hub. */
export const NEWS_TABLES = `
CREATE TABLE hub.outbox (
  tenant_id   text NOT NULL,
  outbox_id   text NOT NULL,
  agent_id    text NOT NULL,
  order_id    text NOT NULL,
  event       text NOT NULL CHECK (event IN ('order_create', 'order_update')),
  created_at  timestamptz NOT NULL,
  relay_at    timestamptz,
  claim       uuid,
  claim_until timestamptz,
  attempts    integer NOT NULL DEFAULT 0,
  settled_at  timestamptz,
  outcome     text CHECK (outcome IN ('delivered', 'superseded', 'skipped', 'dead')),
  replayed_as text,
  PRIMARY KEY (tenant_id, outbox_id)
) WITH (fillfactor = 50);
CREATE INDEX outbox_due ON hub.outbox (agent_id, relay_at) WHERE relay_at IS NOT NULL;
CREATE INDEX outbox_dead ON hub.outbox (outbox_id, tenant_id) WHERE outcome = 'dead' AND replayed_as IS NULL;
CREATE INDEX outbox_settled ON hub.outbox (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX outbox_order ON hub.outbox (order_id, agent_id, tenant_id);

CREATE TABLE hub.webhook_deliveries (
  tenant_id    text NOT NULL,
  delivery_id  text NOT NULL,
  outbox_id    text NOT NULL,
  agent_id     text NOT NULL,
  order_id     text NOT NULL,
  event        text NOT NULL,
  attempt      integer NOT NULL,
  status       integer,
  error        text,
  sealed       bytea,
  delivered_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, delivery_id)
);
-- Ciphertext cannot be compressed; not to try saves a quarter of what a row costs.
ALTER TABLE hub.webhook_deliveries ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX webhook_deliveries_order ON hub.webhook_deliveries (order_id, tenant_id);
CREATE INDEX webhook_deliveries_age ON hub.webhook_deliveries (delivered_at);

CREATE TABLE hub.platform_events (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  event_id      text NOT NULL,
  received_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, event_id)
);
`;
