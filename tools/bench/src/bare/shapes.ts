import { Client } from 'pg';

/** What the hub has stored and answered for one sale: the bare server writes and sends as much. */
export interface Shapes {
  /** JSON texts. */
  readonly session: string;
  readonly saga: string;
  readonly order: string;
  readonly timeline: readonly string[];
  readonly answers: { readonly open: string; readonly completed: string };
  /** Bytes of what is encrypted. */
  readonly sealedSession: number;
  readonly sealedAttempt: number;
  readonly sealedOrder: number;
  readonly dataKey: number;
}

type Row = Omit<Shapes, 'answers'>;

/** Measures the sale of a session. @param url of the database as its owner. */
export async function measureShapes(
  url: string,
  sessionId: string,
  answers: Shapes['answers'],
): Promise<Shapes> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Row>(MEASURE, [sessionId]);
    const [row] = rows;
    if (row === undefined) throw new Error('The hub has stored no sale to measure.');
    return { ...row, answers };
  } finally {
    await client.end();
  }
}

/** An ended attempt has forgotten its means of payment; it was about as long as a data key and a token. */
const MEASURE = `
  SELECT s.state::text AS session, a.saga::text AS saga, o.state::text AS "order",
    octet_length(s.sealed) AS "sealedSession", 180 AS "sealedAttempt", octet_length(o.sealed) AS "sealedOrder",
    octet_length(s.data_key) AS "dataKey",
    ARRAY(SELECT t.data::text FROM hub.order_timeline t WHERE t.order_id = o.order_id ORDER BY seq) AS timeline
  FROM hub.checkout_sessions s
  JOIN hub.payment_attempts a USING (tenant_id, session_id)
  JOIN hub.orders o USING (tenant_id, session_id)
  WHERE s.session_id = $1`;
