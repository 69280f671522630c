import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one thing that is the hub's own and no tenant's, see `persistence/link-secret.ts`. */
const LINK_SECRET = `
CREATE TABLE directory.link_secret (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  wrapped bytea NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON directory.link_secret TO acp_hub_app;
`;

export class LinkSecret1796083200000 implements MigrationInterface {
  readonly name = 'LinkSecret1796083200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LINK_SECRET);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.link_secret');
  }
}
