import type { CheckoutSession } from '@acp-hub/commerce';
import type { Mode } from '../../agents/agent';
import type { HeldOrder, PendingPayment, StoredSession } from '../../checkout/ports';
import type { DataKey, Sealing } from '../sealing';

/**
 * What is sealed of a session: the people, and with them what would lead to them, the order's secret page,
 * the digest of a request that holds an address, what the agent attached, which may name anybody, and what shop and
 * bank said in their own words, which may repeat what they were sent.
 */
export type SealedSession = Pick<
  CheckoutSession,
  'personal' | 'order' | 'quote' | 'metadata' | 'messages' | 'rejectedDiscounts'
>;

const ERASED: SealedSession = { personal: {}, messages: [], rejectedDiscounts: [] };

export interface SessionRow {
  session_id: string;
  agent_id: string;
  connection_id: string;
  mode: Mode;
  api_version: string;
  version: number;
  state: Omit<CheckoutSession, keyof SealedSession>;
  sealed: Buffer | null;
  data_key: Buffer | null;
  held_order: HeldOrder | null;
  pending_payments: readonly PendingPayment[] | null;
}

const columns = (contents: string): string =>
  `s.session_id, s.agent_id, s.connection_id, s.mode, s.api_version, s.version, ${contents}, s.data_key, s.held_order,
  s.pending_payments`;

export const SESSION_COLUMNS = columns('s.state, s.sealed');

/** The contents only where the condition holds. */
export const sessionColumnsWhere = (condition: string): string =>
  columns(`CASE WHEN ${condition} THEN s.state END AS state,
      CASE WHEN ${condition} THEN s.sealed END AS sealed`);

/** The session has another version than the one that the parameter `known` names. */
export const isNewerThan = (known: string): string => `s.version IS DISTINCT FROM ${known}::integer`;

export const sessionContext = (sessionId: string): string => `session:${sessionId}`;

/** Empty once erased. */
export function openSealedSession(
  sealing: Sealing,
  row: Pick<SessionRow, 'session_id' | 'sealed' | 'data_key'>,
): SealedSession {
  if (row.sealed === null || row.data_key === null) return ERASED;
  const opened = sealing.open(sealing.openDataKey(row.data_key), row.sealed, sessionContext(row.session_id));
  return { ...ERASED, ...(opened as Partial<SealedSession>) };
}

/** An erased session keeps its money and loses its people. */
export function fromRow(tenantId: string, sealing: Sealing, row: SessionRow): StoredSession {
  const sealed = openSealedSession(sealing, row);
  return {
    tenantId,
    session: { ...row.state, ...sealed },
    version: row.version,
    wrappedKey: row.data_key ?? Buffer.alloc(0),
    agentId: row.agent_id,
    connectionId: row.connection_id,
    mode: row.mode,
    apiVersion: row.api_version,
    ...(row.held_order === null ? {} : { heldOrder: row.held_order }),
    ...(row.pending_payments === null ? {} : { pendingPayments: row.pending_payments }),
  };
}

/** The two halves a session is stored as. */
export function toColumns(sealing: Sealing, dataKey: DataKey, session: CheckoutSession) {
  const { personal, order, quote, metadata, messages, rejectedDiscounts, ...state } = session;
  const secret = { personal, order, quote, metadata, messages, rejectedDiscounts };
  return {
    state: JSON.stringify(state),
    sealed: sealing.seal(dataKey, secret, sessionContext(session.id)),
  };
}
