/** Merchants, their shops and accounts, their agents and their operators. */
export const MERCHANT_TABLES = `
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
  catalog_sync_at             timestamptz,
  created_at                  timestamptz NOT NULL,
  disabled_at                 timestamptz,
  PRIMARY KEY (tenant_id, connection_id)
);

CREATE TABLE hub.connection_values (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  key           text NOT NULL,
  value         text NOT NULL,
  expires_at    timestamptz,
  PRIMARY KEY (tenant_id, connection_id, key),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES hub.connections ON DELETE CASCADE
);
CREATE INDEX connection_values_expiry ON hub.connection_values (expires_at) WHERE expires_at IS NOT NULL;

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
`;
