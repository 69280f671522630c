export const RECORD_FINDING = {
  name: 'finding_record',
  text: `
    INSERT INTO hub.findings (tenant_id, finding_id, connection_id, session_id, order_id, attempt_id, code, reference,
      outcome, detail, found_at, settled_at, settled_as)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (reference, code, tenant_id) DO NOTHING
    RETURNING 1`,
};
