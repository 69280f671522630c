/** Every table of a tenant; each primary key begins with `tenant_id`. */
export const TENANT_TABLES = [
  'tenants',
  'connections',
  'connection_values',
  'agents',
  'agent_tokens',
  'checkout_sessions',
  'idempotency_keys',
  'payment_attempts',
  'money_movements',
  'findings',
  'orders',
  'order_timeline',
  'refunds',
  'outbox',
  'webhook_deliveries',
  'operators',
  'platform_events',
] as const;

/**
 * `sealed` columns hold AES-256-GCM ciphertext; `data_key` the row's own key, wrapped by the tenant's. `run_at`,
 * `relay_at`, `money_run_at` and `payment_check_at` say when a worker has something to do and are NULL when it has not: the small indexes over them serve
 * the scans for due rows, and no other statement is led to walk them for a row it knows by its key. Primary keys begin with the tenant;
 * other indexes end with it, because a plan made while a table is young takes any index that begins with a column it
 * knows for a good one, and one tenant may own the whole table. `idempotency_keys` has no
 * index by session: a key learns its session when it is answered, and an index over what that UPDATE sets took all of
 * its heap-only updates away (20,000 of 20,000; a tenth more WAL for every request). What looks keys up by session
 * reads those of 48 hours, and is an operator's command.
 */
export const TABLES = `
CREATE TABLE hub.tenants (
  tenant_id       text PRIMARY KEY,
  name            text NOT NULL,
  profile         jsonb NOT NULL,
  wrapped_key     bytea NOT NULL,
  created_at      timestamptz NOT NULL,
  disabled_at     timestamptz,
  reconcile_after text,
  reconcile_at    timestamptz
);

CREATE TABLE hub.connections (
  tenant_id                   text NOT NULL REFERENCES hub.tenants ON DELETE CASCADE,
  connection_id               text NOT NULL,
  name                        text NOT NULL,
  mode                        text NOT NULL CHECK (mode IN ('test', 'live')),
  connector                   text NOT NULL,
  config                      bytea NOT NULL,
  payment_provider            text NOT NULL,
  payment_config              bytea NOT NULL,
  former_config               bytea,
  former_config_until         timestamptz,
  former_payment_config       bytea,
  former_payment_config_until timestamptz,
  currency                    text NOT NULL,
  refunds                     text NOT NULL DEFAULT 'follow_platform' CHECK (refunds IN ('follow_platform', 'record_only')),
  ingress_id                  text NOT NULL UNIQUE,
  payment_ingress_id          text NOT NULL UNIQUE
    DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
  orders_polled_to            timestamptz,
  orders_poll_at              timestamptz,
  created_at                  timestamptz NOT NULL,
  disabled_at                 timestamptz,
  PRIMARY KEY (tenant_id, connection_id)
);

CREATE TABLE hub.connection_values (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  key           text NOT NULL,
  value         text NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, key),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);

CREATE TABLE hub.agents (
  tenant_id               text NOT NULL REFERENCES hub.tenants ON DELETE CASCADE,
  agent_id                text NOT NULL,
  name                    text NOT NULL,
  profile                 text NOT NULL CHECK (profile IN ('spec', 'openai', 'legacy')),
  signature_policy        text NOT NULL DEFAULT 'off' CHECK (signature_policy IN ('off', 'optional', 'required')),
  signature_secret        bytea,
  former_signature_secret bytea,
  former_signature_until  timestamptz,
  webhook_url             text,
  webhook_secret          bytea,
  staged_webhook_secret   bytea,
  staged_webhook_from     timestamptz,
  webhook_api_version     text,
  webhook_disabled_at     timestamptz,
  webhook_failures        integer NOT NULL DEFAULT 0,
  webhook_failing_since   timestamptz,
  webhook_spared_until    timestamptz,
  created_at              timestamptz NOT NULL,
  disabled_at             timestamptz,
  PRIMARY KEY (tenant_id, agent_id)
);

CREATE TABLE hub.agent_tokens (
  tenant_id     text NOT NULL,
  token_id      text NOT NULL,
  token_hash    bytea NOT NULL UNIQUE,
  agent_id      text NOT NULL,
  connection_id text NOT NULL,
  mode          text NOT NULL CHECK (mode IN ('test', 'live')),
  created_at    timestamptz NOT NULL,
  disabled_at   timestamptz,
  PRIMARY KEY (tenant_id, token_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES hub.agents ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);

CREATE TABLE hub.checkout_sessions (
  tenant_id        text NOT NULL,
  session_id       text NOT NULL,
  agent_id         text NOT NULL,
  connection_id    text NOT NULL,
  mode             text NOT NULL,
  api_version      text NOT NULL,
  status           text NOT NULL,
  version          integer NOT NULL,
  state            json NOT NULL,
  sealed           bytea,
  data_key         bytea,
  held_order       json,
  pending_payments json,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  release_at       timestamptz,
  PRIMARY KEY (tenant_id, session_id)
) WITH (fillfactor = 80);
CREATE INDEX checkout_sessions_due ON hub.checkout_sessions (expires_at)
  WHERE status NOT IN ('completed', 'canceled', 'expired', 'complete_in_progress');
CREATE INDEX checkout_sessions_held ON hub.checkout_sessions (coalesce(release_at, created_at))
  WHERE held_order IS NOT NULL AND status IN ('canceled', 'expired');
CREATE INDEX checkout_sessions_pending ON hub.checkout_sessions (coalesce(release_at, created_at))
  WHERE pending_payments IS NOT NULL AND status NOT IN ('authentication_required', 'complete_in_progress');
CREATE INDEX checkout_sessions_abandoned ON hub.checkout_sessions (expires_at)
  WHERE status IN ('canceled', 'expired');

CREATE TABLE hub.idempotency_keys (
  tenant_id   text NOT NULL,
  scope       bytea NOT NULL,
  digest      bytea NOT NULL,
  claim       uuid NOT NULL,
  lease_until timestamptz NOT NULL,
  status      smallint,
  response    bytea,
  session_id  text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, scope)
) WITH (fillfactor = 20);
CREATE INDEX idempotency_keys_age ON hub.idempotency_keys (created_at);

CREATE TABLE hub.payment_attempts (
  tenant_id   text NOT NULL,
  attempt_id  text NOT NULL,
  session_id  text NOT NULL,
  number      integer NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'succeeded', 'failed', 'manual')),
  step        text NOT NULL,
  saga        json NOT NULL,
  sealed      bytea,
  lease_owner uuid,
  lease_until timestamptz,
  run_at      timestamptz,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, attempt_id)
);
CREATE UNIQUE INDEX payment_attempts_one_open ON hub.payment_attempts (session_id, tenant_id)
  WHERE state IN ('open', 'manual');
CREATE INDEX payment_attempts_session ON hub.payment_attempts (session_id, tenant_id);
CREATE INDEX payment_attempts_due ON hub.payment_attempts (run_at) WHERE run_at IS NOT NULL;

CREATE TABLE hub.money_movements (
  tenant_id          text NOT NULL,
  movement_id        text NOT NULL,
  session_id         text NOT NULL,
  order_id           text,
  kind               text NOT NULL CHECK (kind IN ('authorization', 'capture', 'void', 'refund', 'refund_failure', 'fee',
    'dispute', 'dispute_reversal')),
  amount             bigint NOT NULL CHECK (amount >= 0),
  currency           text NOT NULL,
  provider           text NOT NULL,
  provider_reference text NOT NULL,
  platform_reference text,
  mode               text NOT NULL,
  occurred_at        timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, movement_id),
  UNIQUE (provider_reference, provider, kind, tenant_id)
);
CREATE INDEX money_movements_session ON hub.money_movements (session_id, tenant_id);

CREATE TABLE hub.findings (
  tenant_id     text NOT NULL,
  finding_id    text NOT NULL,
  connection_id text NOT NULL,
  session_id    text,
  order_id      text,
  attempt_id    text,
  code          text NOT NULL,
  reference     text NOT NULL,
  outcome       text NOT NULL CHECK (outcome IN ('mended', 'reported')),
  detail        text NOT NULL,
  found_at      timestamptz NOT NULL,
  settled_at    timestamptz,
  settled_as    text,
  note          text,
  PRIMARY KEY (tenant_id, finding_id)
);
CREATE UNIQUE INDEX findings_once ON hub.findings (reference, code, tenant_id);
CREATE INDEX findings_open ON hub.findings (found_at) WHERE settled_at IS NULL;

CREATE TABLE hub.orders (
  tenant_id         text NOT NULL,
  order_id          text NOT NULL,
  session_id        text NOT NULL,
  agent_id          text NOT NULL,
  connection_id     text NOT NULL,
  mode              text NOT NULL,
  api_version       text NOT NULL,
  platform_order_id text NOT NULL,
  number_hash       bytea,
  email_hash        bytea,
  page_token_hash   bytea NOT NULL,
  page_expires_at   timestamptz NOT NULL,
  version           integer NOT NULL,
  state             json NOT NULL,
  sealed            bytea,
  data_key          bytea,
  money_lease_owner uuid,
  money_lease_until timestamptz,
  money_run_at      timestamptz,
  payment_check_at  timestamptz,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, order_id),
  UNIQUE (session_id, tenant_id),
  UNIQUE (platform_order_id, connection_id, tenant_id)
);
CREATE INDEX orders_email ON hub.orders (email_hash, tenant_id);
CREATE INDEX orders_number ON hub.orders (number_hash, tenant_id);
CREATE INDEX orders_money_due ON hub.orders (money_run_at) WHERE money_run_at IS NOT NULL;
CREATE INDEX orders_payment_check ON hub.orders (payment_check_at) WHERE payment_check_at IS NOT NULL;
CREATE UNIQUE INDEX orders_page_token ON hub.orders (page_token_hash);

CREATE TABLE hub.order_timeline (
  tenant_id   text NOT NULL,
  order_id    text NOT NULL,
  seq         integer NOT NULL,
  kind        text NOT NULL,
  data        json NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, order_id, seq),
  FOREIGN KEY (tenant_id, order_id) REFERENCES hub.orders ON DELETE CASCADE
);

CREATE TABLE hub.refunds (
  tenant_id        text NOT NULL,
  refund_id        text NOT NULL,
  order_id         text NOT NULL,
  source           text NOT NULL
    CHECK (source IN ('platform', 'price_adjustment', 'cancellation', 'provider', 'dispute')),
  source_reference text NOT NULL,
  amount           bigint NOT NULL CHECK (amount >= 0),
  currency         text NOT NULL,
  state            text NOT NULL CHECK (state IN ('open', 'done', 'matched', 'recorded', 'manual')),
  step             text NOT NULL,
  saga             json NOT NULL,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, refund_id),
  UNIQUE (order_id, source, source_reference, tenant_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES hub.orders ON DELETE CASCADE
);
CREATE INDEX refunds_manual ON hub.refunds (tenant_id) WHERE state = 'manual';

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
);
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
CREATE INDEX webhook_deliveries_order ON hub.webhook_deliveries (order_id, tenant_id);
CREATE INDEX webhook_deliveries_age ON hub.webhook_deliveries (delivered_at);

CREATE TABLE hub.operators (
  tenant_id   text NOT NULL REFERENCES hub.tenants ON DELETE CASCADE,
  operator_id text NOT NULL,
  name        text NOT NULL,
  token_hash  bytea NOT NULL UNIQUE,
  scopes      text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at  timestamptz NOT NULL,
  disabled_at timestamptz,
  PRIMARY KEY (tenant_id, operator_id)
);

CREATE TABLE hub.platform_events (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  event_id      text NOT NULL,
  received_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, event_id)
);
`;
