import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DIRECTORY_FUNCTIONS } from './initial/directory';
import { ROLES } from './initial/roles';
import { rowLevelSecurity } from './initial/row-level-security';
import { TABLES, TENANT_TABLES } from './initial/tables';

export class Initial1763900000000 implements MigrationInterface {
  readonly name = 'Initial1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(TABLES);
    for (const table of TENANT_TABLES) await runner.query(rowLevelSecurity(table));
    await runner.query(DIRECTORY_FUNCTIONS);
  }

  /** Roles stay: they belong to the cluster, where another database may use them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA hub CASCADE');
    await runner.query('DROP SCHEMA directory CASCADE');
  }
}
