import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from './migrations';

const TABLE = 'acp_hub_migrations';

/** A TypeORM data source as the tables' owner; only migrations use it. */
export async function ownerDataSource(url: string): Promise<DataSource> {
  // Loaded when needed: it takes a third of a second, which the command line and most starts can do without.
  const typeorm = await import('typeorm');
  return new typeorm.DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: TABLE,
    migrationsTransactionMode: 'each',
  });
}

const MIGRATING = 20_260_420;

/** Brings the database up to date; replicas that start together wait for one another. @returns what was applied. */
export async function migrate(url: string): Promise<readonly string[]> {
  if (await isUpToDate(url)) return [];
  const dataSource = await (await ownerDataSource(url)).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    const applied = await dataSource.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
    await runner.release();
    await dataSource.destroy();
  }
}

async function isUpToDate(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows: tables } = await client.query('SELECT WHERE to_regclass($1) IS NOT NULL', [TABLE]);
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${TABLE}`);
    const applied = new Set(rows.map(({ name }) => name));
    return migrations.every((Migration) => applied.has(new Migration().name));
  } finally {
    await client.end();
  }
}
