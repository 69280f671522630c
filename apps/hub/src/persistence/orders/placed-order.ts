import type { Order, PersonalData, TimelineEntry } from '@acp-hub/commerce';
import type { Agent } from '../../agents/agent';
import { ORDER_PAGE_LIFETIME_MS } from '../../orders/order-page-links';
import type { Sealing } from '../sealing';
import { toOrderColumns } from './order-row';

/** A session that has just become an order. */
export interface PlacedOrderRecord {
  readonly order: Order;
  readonly timeline: readonly TimelineEntry[];
  readonly personal: PersonalData;
  readonly agent: Pick<Agent, 'agentId' | 'connectionId' | 'mode'>;
  /** The protocol version the session was opened in. */
  readonly apiVersion: string;
  readonly pageTokenHash: Buffer;
  readonly outboxId: string;
  /** When the payment is looked at first though nobody reported anything, say for the provider's fee. */
  readonly paymentCheckAt: Date;
}

/** How many parameters `insertPlacedOrder` takes, the tenant apart. */
export const PLACED_ORDER_PARAMETERS = 19;

/**
 * Common table expressions that insert an order with its timeline and the first news for its agent, to stand in
 * the statement that closes the sale. `$1` is the tenant; the parameters begin at `$first`, in the order of
 * `placedOrderValues`; nothing is inserted unless the relation `when` has a row.
 */
export function insertPlacedOrder(first: number, when: string): string {
  const parameter = (index: number): string => `$${first + index}`;
  const [id, session, agent, connection, mode, version, platformId, numberHash, emailHash] = Array.from(
    { length: 9 },
    (_, index) => parameter(index),
  );
  const [tokenHash, pageUntil, state, sealed, dataKey, createdAt, updatedAt, timeline, outbox, checkAt] =
    Array.from({ length: 10 }, (_, index) => parameter(index + 9));
  return `
    placed_order AS (
      INSERT INTO hub.orders (tenant_id, order_id, session_id, agent_id, connection_id, mode, api_version,
        platform_order_id, number_hash, email_hash, page_token_hash, page_expires_at, version, state, sealed, data_key,
        created_at, updated_at, payment_check_at)
      SELECT $1, ${id}, ${session}, ${agent}, ${connection}, ${mode}, ${version}, ${platformId}, ${numberHash}::bytea,
        ${emailHash}::bytea, ${tokenHash}::bytea, ${pageUntil}::timestamptz, 1, ${state}::json, ${sealed}::bytea,
        ${dataKey}::bytea, ${createdAt}::timestamptz, ${updatedAt}::timestamptz,
        ${checkAt}::timestamptz
      FROM ${when}
      RETURNING order_id, agent_id, updated_at
    ), placed_timeline AS (
      INSERT INTO hub.order_timeline (tenant_id, order_id, seq, kind, data, occurred_at, recorded_at)
      SELECT $1, o.order_id, e.seq, e.entry->>'kind', e.entry, (e.entry->>'occurredAt')::timestamptz, o.updated_at
      FROM placed_order o CROSS JOIN json_array_elements(${timeline}::json) WITH ORDINALITY AS e (entry, seq)
      RETURNING 1
    ), placed_news AS (
      INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, relay_at)
      SELECT $1, ${outbox}, agent_id, order_id, 'order_create', updated_at, updated_at FROM placed_order
      RETURNING 1
    )`;
}

/** The values of `insertPlacedOrder`, sealed with a key of the order's own. */
export function placedOrderValues(sealing: Sealing, placed: PlacedOrderRecord): readonly unknown[] {
  const { order, personal, agent } = placed;
  const dataKey = sealing.newDataKey();
  const { state, sealed } = toOrderColumns(sealing, dataKey, order, personal);
  const email = personal.buyer?.email;
  return [
    order.id,
    order.sessionId,
    agent.agentId,
    agent.connectionId,
    agent.mode,
    placed.apiVersion,
    order.platformOrderId,
    order.number === undefined ? null : sealing.blindIndex('order_number', order.number),
    email === undefined ? null : sealing.blindIndex('email', email),
    placed.pageTokenHash,
    new Date(Date.parse(order.createdAt) + ORDER_PAGE_LIFETIME_MS),
    state,
    sealed,
    dataKey.wrapped,
    order.createdAt,
    order.updatedAt,
    JSON.stringify(placed.timeline),
    placed.outboxId,
    placed.paymentCheckAt,
  ];
}
