/** Sessions, what is done to pay them, the orders they become, and the money that moved. */
export const SALE_TABLES = `
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
CREATE INDEX checkout_sessions_held ON hub.checkout_sessions (coalesce(release_at, '-infinity'))
  WHERE held_order IS NOT NULL AND status IN ('canceled', 'expired');
CREATE INDEX checkout_sessions_pending ON hub.checkout_sessions (coalesce(release_at, '-infinity'))
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
);
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
  kind               text NOT NULL CHECK (kind IN ('authorization', 'capture', 'capture_failure', 'void', 'refund',
    'refund_failure', 'fee', 'dispute', 'dispute_reversal')),
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
`;
