/** A walk along the primary key: attempts' ids begin with the time they were opened at. */
export const ENDED_ATTEMPTS = {
  name: 'reconcile_ended',
  text: `
    SELECT a.attempt_id, a.session_id, a.state, a.saga, s.connection_id, s.mode, s.held_order, s.pending_payments,
      (SELECT coalesce(json_agg(b.saga), '[]') FROM hub.payment_attempts b
       WHERE b.tenant_id = $1 AND b.session_id = a.session_id AND b.attempt_id <> a.attempt_id) AS siblings,
      (SELECT coalesce(json_agg(json_build_object('kind', m.kind, 'amount', m.amount, 'currency', m.currency,
        'provider', m.provider, 'reference', m.provider_reference, 'at', m.occurred_at)), '[]')
       FROM hub.money_movements m WHERE m.tenant_id = $1 AND m.session_id = a.session_id) AS movements,
      CASE WHEN a.state = 'succeeded' THEN (SELECT json_build_object('id', o.order_id, 'platformOrderId',
        o.platform_order_id, 'snapshotVersion', o.state->'snapshotVersion') FROM hub.orders o
       WHERE o.tenant_id = $1 AND o.session_id = a.session_id) END AS sale
    FROM (
      SELECT attempt_id, session_id, state, saga FROM hub.payment_attempts
      WHERE tenant_id = $1 AND attempt_id > $2 AND attempt_id < $3 AND state IN ('succeeded', 'failed')
        AND updated_at <= $4
      ORDER BY attempt_id LIMIT $5
    ) a CROSS JOIN LATERAL (
      SELECT * FROM hub.checkout_sessions WHERE tenant_id = $1 AND session_id = a.session_id LIMIT 1
    ) s
    ORDER BY a.attempt_id`,
};

export const ADD_MOVEMENT = {
  name: 'reconcile_add_movement',
  text: `
    INSERT INTO hub.money_movements (tenant_id, movement_id, session_id, order_id, kind, amount, currency, provider,
      provider_reference, platform_reference, mode, occurred_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
    ON CONFLICT (tenant_id, provider, kind, provider_reference) DO NOTHING`,
};

export const TAKE_RECONCILE_TURN = {
  name: 'reconcile_take_turn',
  text: `
    UPDATE hub.tenants SET reconcile_at = now() + make_interval(secs => $2::float8 / 1000)
    WHERE tenant_id = $1 AND (reconcile_at IS NULL OR reconcile_at <= now())
    RETURNING reconcile_after`,
};

export const FINISH_RECONCILE_TURN = {
  name: 'reconcile_finish_turn',
  text: `
    UPDATE hub.tenants SET reconcile_after = $2, reconcile_at = now() + make_interval(secs => $3::float8 / 1000)
    WHERE tenant_id = $1`,
};
