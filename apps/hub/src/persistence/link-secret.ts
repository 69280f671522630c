import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { deriveKey, type KeyRing } from './key-ring';

/** What links and the states of consent are signed with. */
export interface LinkSecret {
  /** A key for one purpose, the same at every start. */
  derive(purpose: string): Buffer;
}

const CONTEXT = 'link-secret';

async function readWrapped(pool: Pool): Promise<Buffer> {
  const { rows } = await pool.query<{ wrapped: Buffer }>('SELECT wrapped FROM directory.link_secret');
  const [row] = rows;
  if (row === undefined) throw new Error('The secret of links is gone from directory.link_secret.');
  return row.wrapped;
}

/**
 * Opens the hub's secret, which is random, made when it is first asked for, and stored wrapped as merchants' keys are:
 * links given out outlive the key that wrapped it.
 * @throws KeyRingError where the key that wraps it is not on the ring.
 */
export async function openLinkSecret(pool: Pool, ring: KeyRing): Promise<LinkSecret> {
  await pool.query('INSERT INTO directory.link_secret (wrapped) VALUES ($1) ON CONFLICT DO NOTHING', [
    ring.wrap(randomBytes(32), CONTEXT),
  ]);
  const secret = ring.unwrap(await readWrapped(pool), CONTEXT);
  return { derive: (purpose) => deriveKey(secret, purpose) };
}

/** Wraps the secret by the ring's present key. @returns false where it is already. */
export async function renewLinkSecret(pool: Pool, ring: KeyRing): Promise<boolean> {
  const wrapped = await readWrapped(pool);
  const renewed = ring.renew(wrapped, CONTEXT);
  if (renewed === undefined) return false;
  await pool.query('UPDATE directory.link_secret SET wrapped = $1 WHERE wrapped = $2', [renewed, wrapped]);
  return true;
}
