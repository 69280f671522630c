import { serialize } from 'pg-protocol';
import { Remembered } from '../remembered';

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
const remembered: Readonly<Record<TransactionKind, Remembered<Buffer>>> = {
  own: new Remembered(10_000),
  shared: new Remembered(10_000),
  passing: new Remembered(10_000),
};

/** Names the tenant for the statements that follow, until the next setting or the transaction's end. */
export const tenantSetting = (tenantId: string, kind: TransactionKind): Buffer =>
  remembered[kind].get(tenantId, () => {
    const bind = serialize.bind({ statement: SETTINGS_OF[kind].name, values: [tenantId] });
    return Buffer.concat([bind, serialize.execute({ portal: '' })]);
  });
