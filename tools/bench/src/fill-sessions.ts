import { Client } from 'pg';

/** A key's answer stands for 48 hours; a million sessions in that time have a million keys. */
const FILL = [
  `INSERT INTO hub.checkout_sessions
   SELECT s.tenant_id, 'cs_' || to_hex(1700000000000 + n) || md5(n::text), s.agent_id, s.connection_id, s.mode,
     s.api_version, s.status, s.version, s.state, s.sealed, s.data_key, s.held_order, s.pending_payments,
     now() - n * interval '1 ms', now() - n * interval '1 ms', now() + interval '6 h', s.release_at
   FROM (SELECT * FROM hub.checkout_sessions LIMIT 1) s CROSS JOIN generate_series(1, $1::int) n`,
  `INSERT INTO hub.idempotency_keys
   SELECT k.tenant_id, sha256(n::text::bytea), k.digest, k.claim, k.lease_until, k.status, k.response, k.session_id,
     now() - n * interval '1 ms'
   FROM (SELECT * FROM hub.idempotency_keys WHERE response IS NOT NULL LIMIT 1) k CROSS JOIN generate_series(1, $1::int) n`,
];

/** Brings a database to `sessions` stored ones by copying one, each with its key. @param url as the owner. */
export async function fillSessions(url: string, sessions: number): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ stored: number }>(
      'SELECT count(*)::int AS stored FROM hub.checkout_sessions',
    );
    const missing = sessions - (rows[0]?.stored ?? 0);
    for (const statement of FILL) await client.query(statement, [missing]);
    await client.query('VACUUM ANALYZE hub.checkout_sessions, hub.idempotency_keys');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
