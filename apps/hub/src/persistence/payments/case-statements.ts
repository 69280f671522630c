/** With its timeline entry where it concerns an order: once, however often it is found. */
export const RECORD_FINDING = {
  name: 'finding_record',
  text: `
    WITH recorded AS (
      INSERT INTO hub.findings (tenant_id, finding_id, connection_id, session_id, order_id, attempt_id, code, reference,
        outcome, detail, found_at, settled_at, settled_as)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (reference, code, tenant_id) DO UPDATE
      SET outcome = $9, detail = $10, found_at = $11, settled_at = $12, settled_as = $13
      WHERE findings.settled_as = 'gone'
      RETURNING order_id
    ), noted AS (
      UPDATE hub.orders SET version = version + 1
      WHERE tenant_id = $1 AND order_id = $5 AND EXISTS (SELECT FROM recorded)
      RETURNING order_id
    ), timeline AS (
      INSERT INTO hub.order_timeline (tenant_id, order_id, seq, kind, data, occurred_at, recorded_at)
      SELECT $1, $5, last.seq + 1, 'reconciled', $14::json, $11, $11
      FROM noted CROSS JOIN (
        SELECT coalesce(max(seq), 0)::integer AS seq FROM hub.order_timeline WHERE tenant_id = $1 AND order_id = $5
      ) last
      RETURNING 1
    )
    SELECT FROM recorded`,
};

/** What was reported of an attempt or its order, but for codes and references still found; as above. */
export const SETTLE_GONE_FINDINGS = {
  name: 'finding_settle_gone',
  text: `
    WITH gone AS (
      UPDATE hub.findings SET settled_at = $5, settled_as = 'gone'
      WHERE tenant_id = $1 AND session_id = $7 AND (attempt_id = $2 OR attempt_id IS NULL AND order_id = $3)
        AND settled_at IS NULL
        AND (code, reference) NOT IN (SELECT code, reference FROM json_to_recordset($4) AS f(code text, reference text))
      RETURNING code, reference
    ), noted AS (
      UPDATE hub.orders SET version = version + 1
      WHERE tenant_id = $1 AND order_id = $3 AND EXISTS (SELECT FROM gone)
      RETURNING order_id
    ), timeline AS (
      INSERT INTO hub.order_timeline (tenant_id, order_id, seq, kind, data, occurred_at, recorded_at)
      SELECT $1, $3, last.seq + row_number() OVER (), 'reconciled',
        json_build_object('kind', 'reconciled', 'code', gone.code, 'outcome', 'gone', 'occurredAt', $6::text), $5, $5
      FROM noted CROSS JOIN gone CROSS JOIN (
        SELECT coalesce(max(seq), 0)::integer AS seq FROM hub.order_timeline WHERE tenant_id = $1 AND order_id = $3
      ) last
      RETURNING 1
    )
    SELECT code, reference FROM gone`,
};

const FINDING_COLUMNS = `finding_id, connection_id, session_id, order_id, attempt_id, code, reference, detail, found_at`;

export const OPEN_FINDINGS = {
  name: 'finding_list_open',
  text: `
    SELECT ${FINDING_COLUMNS} FROM hub.findings
    WHERE tenant_id = $1 AND settled_at IS NULL ORDER BY found_at LIMIT 1000`,
};

export const FIND_FINDING = {
  name: 'finding_find',
  text: `
    SELECT ${FINDING_COLUMNS} FROM hub.findings WHERE tenant_id = $1 AND finding_id = $2 AND settled_as IS NULL`,
};

export const SETTLE_FINDING = {
  name: 'finding_settle',
  text: `
    UPDATE hub.findings SET settled_at = now(), settled_as = $3, note = $4
    WHERE tenant_id = $1 AND finding_id = $2 AND settled_as IS NULL
    RETURNING 1`,
};

/** Being tried for so long, an attempt is worth a look. */
export const STUCK_AFTER = `interval '15 minutes'`;

const TROUBLED = `
  SELECT a.attempt_id, a.session_id, a.state, a.saga, a.created_at, a.updated_at, s.connection_id
  FROM hub.payment_attempts a CROSS JOIN LATERAL (
    SELECT connection_id FROM hub.checkout_sessions WHERE tenant_id = $1 AND session_id = a.session_id LIMIT 1
  ) s
  WHERE a.tenant_id = $1`;

export const TROUBLED_ATTEMPTS = {
  name: 'case_attempts',
  text: `${TROUBLED} AND a.state IN ('open', 'manual')
    AND (a.state = 'manual' OR a.created_at < now() - ${STUCK_AFTER})
    ORDER BY a.created_at LIMIT 1000`,
};

export const TROUBLED_ATTEMPT = {
  name: 'case_attempt',
  text: `${TROUBLED} AND a.attempt_id = $2 AND a.state NOT IN ('succeeded', 'failed')`,
};

export const HURRY = {
  name: 'case_hurry',
  text: `
    UPDATE hub.payment_attempts SET run_at = now()
    WHERE tenant_id = $1 AND attempt_id = $2 AND run_at IS NOT NULL AND lease_owner IS NULL`,
};
