import type { Client } from 'pg';
import { APPLICATION_ROLE } from '../../application-role';

/** Advisory lock of whoever is creating role and database. */
const PREPARING = 20_260_418;

/** Creates the application's role, which may log in here, and `database`, as far as they are missing. */
export async function prepareDatabase(client: Client, database: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [PREPARING]);
  try {
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
    if (role.rowCount === 0) {
      await client.query(
        `CREATE ROLE ${APPLICATION_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`,
      );
    }
    const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [PREPARING]);
  }
}
