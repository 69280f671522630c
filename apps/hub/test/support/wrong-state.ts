import type { Pool } from 'pg';

const CHECKS: Readonly<Record<string, string>> = {
  'a key without an answer': `SELECT encode(scope, 'hex') AS id FROM hub.idempotency_keys WHERE status IS NULL`,
  'a key that keeps a 5xx': `SELECT encode(scope, 'hex') AS id FROM hub.idempotency_keys WHERE status >= 500`,
  'a session in no state of the protocol': `
    SELECT session_id AS id FROM hub.checkout_sessions WHERE status NOT IN ('incomplete', 'not_ready_for_payment',
      'requires_escalation', 'authentication_required', 'ready_for_payment', 'pending_approval',
      'complete_in_progress', 'completed', 'canceled', 'in_progress', 'expired')`,
  'a session that says one state and stores another': `
    SELECT session_id AS id FROM hub.checkout_sessions WHERE state ->> 'status' <> status`,
  'a session that pays without an attempt, or the other way round': `
    SELECT s.session_id AS id FROM hub.checkout_sessions s
    WHERE (s.status = 'complete_in_progress') <> EXISTS (SELECT FROM hub.payment_attempts a
      WHERE a.tenant_id = s.tenant_id AND a.session_id = s.session_id AND a.state IN ('open', 'manual'))`,
  'an attempt that never ended': `SELECT attempt_id AS id FROM hub.payment_attempts WHERE state IN ('open', 'manual')`,
  'a completed session without its order, or an order without its session': `
    SELECT coalesce(s.session_id, o.session_id) AS id
    FROM (SELECT * FROM hub.checkout_sessions WHERE status = 'completed') s
    FULL JOIN hub.orders o ON o.tenant_id = s.tenant_id AND o.session_id = s.session_id
    WHERE s.session_id IS NULL OR o.session_id IS NULL`,
  'an order whose money does not add up': `
    SELECT session_id AS id FROM hub.money_movements GROUP BY tenant_id, session_id
    HAVING sum(CASE kind WHEN 'authorization' THEN amount WHEN 'void' THEN -amount WHEN 'capture' THEN -amount ELSE 0 END)
      <> 0`,
};

/** What the database should never say, through the back door: one line for each row in a wrong state. */
export async function wrongStates(backDoor: Pool): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(CHECKS)) {
    const { rows } = await backDoor.query<{ id: string }>(query);
    found.push(...rows.map(({ id }) => `${what}: ${id}`));
  }
  return found;
}
