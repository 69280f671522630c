import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each comparison of a sale asks what was reported of it and is still open. */
const OPEN_FINDINGS = `
CREATE INDEX findings_open_session ON hub.findings (session_id, tenant_id) WHERE settled_at IS NULL;
`;

export class OpenFindings1796119200000 implements MigrationInterface {
  readonly name = 'OpenFindings1796119200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OPEN_FINDINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX hub.findings_open_session');
  }
}
