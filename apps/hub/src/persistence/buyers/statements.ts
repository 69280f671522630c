const statement = (name: string, text: string) => ({ name: `buyers_${name}`, text });

export const FIND_SESSION = statement(
  'find_session',
  `SELECT session_id FROM hub.checkout_sessions WHERE tenant_id = $1 AND session_id = $2
   UNION SELECT session_id FROM hub.orders WHERE tenant_id = $1 AND session_id = $2`,
);

export const FIND_ORDER = statement(
  'find_order',
  `SELECT session_id FROM hub.orders WHERE tenant_id = $1 AND order_id = $2
   UNION SELECT session_id FROM hub.orders WHERE tenant_id = $1 AND number_hash = $3`,
);

export const FIND_ORDERS_BY_EMAIL = statement(
  'find_orders_by_email',
  'SELECT session_id FROM hub.orders WHERE tenant_id = $1 AND email_hash = $2',
);

/** Sessions page by page, so that a merchant with millions of them fits in memory. */
export const SEALED_SESSIONS = statement(
  'sealed_sessions',
  `SELECT session_id, sealed, data_key FROM hub.checkout_sessions
   WHERE tenant_id = $1 AND session_id > $2 AND sealed IS NOT NULL AND data_key IS NOT NULL
   ORDER BY session_id LIMIT 1000`,
);

export const READ_SESSION = statement(
  'read_session',
  `SELECT session_id, agent_id, connection_id, mode, api_version, status, state, sealed, data_key, held_order,
     created_at, updated_at, expires_at
   FROM hub.checkout_sessions WHERE tenant_id = $1 AND session_id = $2`,
);

export const READ_ORDER = statement(
  'read_order',
  `SELECT order_id, agent_id, connection_id, mode, api_version, platform_order_id, state, sealed, data_key,
     created_at, updated_at,
     (SELECT coalesce(json_agg(e.data ORDER BY e.seq), '[]') FROM hub.order_timeline e
      WHERE e.tenant_id = o.tenant_id AND e.order_id = o.order_id) AS timeline
   FROM hub.orders o WHERE tenant_id = $1 AND session_id = $2`,
);

export const READ_ATTEMPTS = statement(
  'read_attempts',
  `SELECT attempt_id, number, state, step, saga, sealed, created_at, updated_at
   FROM hub.payment_attempts WHERE tenant_id = $1 AND session_id = $2 ORDER BY number`,
);

export const READ_MOVEMENTS = statement(
  'read_movements',
  `SELECT movement_id, kind, amount::text, currency, provider, provider_reference, platform_reference, mode, occurred_at
   FROM hub.money_movements WHERE tenant_id = $1 AND session_id = $2 ORDER BY occurred_at, movement_id`,
);

export const READ_REFUNDS = statement(
  'read_refunds',
  `SELECT refund_id, source, source_reference, amount::text, currency, state, step, saga, created_at, updated_at
   FROM hub.refunds WHERE tenant_id = $1 AND order_id = $2`,
);

/** Reads all keys that the merchant has, those of 48 hours: see `TABLES` for why no index serves it. */
export const READ_ANSWERS = statement(
  'read_answers',
  `SELECT scope, status, response, created_at FROM hub.idempotency_keys
   WHERE tenant_id = $1 AND session_id = $2 AND response IS NOT NULL ORDER BY created_at`,
);

export const READ_DELIVERIES = statement(
  'read_deliveries',
  `SELECT delivery_id, agent_id, event, attempt, status, error, sealed, delivered_at
   FROM hub.webhook_deliveries WHERE tenant_id = $1 AND order_id = $2 ORDER BY delivered_at, delivery_id`,
);

/** Held until the erasure commits: no update and no payment begins meanwhile. */
export const LOCK_SESSION = statement(
  'lock_session',
  'SELECT status, state FROM hub.checkout_sessions WHERE tenant_id = $1 AND session_id = $2 FOR UPDATE',
);

export const FIND_OPEN_ATTEMPT = statement(
  'find_open_attempt',
  `SELECT 1 FROM hub.payment_attempts WHERE tenant_id = $1 AND session_id = $2 AND state IN ('open', 'manual')`,
);

export const ERASE_SESSION = statement(
  'erase_session',
  `UPDATE hub.checkout_sessions SET state = $3, sealed = $4, data_key = $5, version = version + 1,
     expires_at = least(expires_at, $6)
   WHERE tenant_id = $1 AND session_id = $2`,
);

/** Reads all keys that the merchant has, like `READ_ANSWERS`. */
export const ERASE_ANSWERS = statement(
  'erase_answers',
  'DELETE FROM hub.idempotency_keys WHERE tenant_id = $1 AND session_id = $2',
);

export const ERASE_ATTEMPTS = statement(
  'erase_attempts',
  'UPDATE hub.payment_attempts SET sealed = NULL WHERE tenant_id = $1 AND session_id = $2',
);

export const ERASE_ORDER = statement(
  'erase_order',
  `WITH erased AS (
     UPDATE hub.orders SET sealed = NULL, data_key = NULL, email_hash = NULL
     WHERE tenant_id = $1 AND session_id = $2
     RETURNING order_id
   )
   UPDATE hub.webhook_deliveries SET sealed = NULL
   WHERE tenant_id = $1 AND order_id = (SELECT order_id FROM erased)`,
);
