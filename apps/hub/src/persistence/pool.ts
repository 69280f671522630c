import { Pool, type ClientBase } from 'pg';
import { APPLICATION_ROLE } from '../application-role';
import { TENANT_SETTINGS } from './tenant-setting';

/**
 * The application's connections. The role is taken on at connection start, so that an owner's URL
 * serves too, and the tenant settings are prepared before anybody gets the connection.
 */
export function createPool(options: { readonly url: string; readonly max: number }): Pool {
  const pool = new Pool({
    connectionString: options.url,
    max: options.max,
    // Lanes send what several requests ask without waiting for the answers in between.
    pipeline: true,
    options: `-c role=${APPLICATION_ROLE} -c timezone=UTC`,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    ...beforeFirstUse,
  });
  // A connection that breaks between two queries is replaced at the next use; unheard, its error would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The pool waits for the promise, whatever its type declaration says. */
const beforeFirstUse = {
  async onConnect(client: ClientBase): Promise<void> {
    for (const setting of TENANT_SETTINGS) await client.query({ ...setting, values: [''] });
  },
};
