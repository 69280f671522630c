import { serialize } from 'pg-protocol';

const TENANT = "set_config('hub.tenant', $1, true)";
/** How long statements that share a transaction wait for a lock, before each of them waits on its own. */
const SHORT_WAIT = "set_config('lock_timeout', '200ms', true)";

const SETTINGS_OF = {
  own: { name: 'hub_tenant', text: `SELECT ${TENANT}` },
  shared: { name: 'hub_tenant_shared', text: `SELECT ${TENANT}, ${SHORT_WAIT}` },
  passing: {
    name: 'hub_tenant_passing',
    text: `SELECT ${TENANT}, ${SHORT_WAIT}, set_config('synchronous_commit', 'off', true)`,
  },
} as const;

/**
 * What a transaction is besides its tenant's: one statement's own, or shared by what came in together; the commit
 * of a passing one does not wait for the disk either.
 */
export type TransactionKind = keyof typeof SETTINGS_OF;

/** Prepared on every new connection of the pool, see `createPool`. */
export const TENANT_SETTINGS = Object.values(SETTINGS_OF);

/** Bind and Execute of the setting, by tenant: the same bytes for each of its statements. */
const remembered: Record<TransactionKind, Map<string, Buffer>> = {
  own: new Map(),
  shared: new Map(),
  passing: new Map(),
};
const MOST_REMEMBERED = 10_000;

/** Names the tenant for the statements that follow, until the next setting or the transaction's end. */
export function tenantSetting(tenantId: string, kind: TransactionKind): Buffer {
  const messages = remembered[kind];
  const known = messages.get(tenantId);
  if (known !== undefined) return known;
  const bind = serialize.bind({ statement: SETTINGS_OF[kind].name, values: [tenantId] });
  const made = Buffer.concat([bind, serialize.execute({ portal: '' })]);
  if (messages.size >= MOST_REMEMBERED) messages.clear();
  messages.set(tenantId, made);
  return made;
}
