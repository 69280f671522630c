import type { Payment } from '@acp-hub/fake-psp';
import type { WireOrder } from '@acp-hub/store-contract';
import type { Books } from './books';

/** A checkout as its agent sees it in the end. */
export interface Ended {
  readonly sessionId: string;
  /** What the agent did. */
  readonly script: string;
  readonly status: string;
  /** How what it did may end. */
  readonly ends: readonly string[];
}

const isPaid = ({ payment, status }: WireOrder): boolean => payment !== undefined && status !== 'canceled';
const isHeld = ({ status, authorized, captured, voided }: Payment): boolean =>
  status === 'authorized' && authorized > captured + voided;
const kept = ({ captured, refunded }: Payment): number => captured - refunded;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Everything the books of store and provider say that must not be, in sentences; none when all is well. */
export function audit({ orders, payments }: Books, purchases: readonly Ended[]): readonly string[] {
  const sessions = new Set(purchases.map(({ sessionId }) => sessionId));
  const paid = orders.filter(isPaid);
  const money = sum(payments.map(kept));
  const sold = sum(paid.map(({ totals }) => totals.total));
  return [
    ...purchases.flatMap((purchase) => [...auditPurchase(purchase, orders, payments)]),
    ...orders
      .filter(({ session_id }) => !sessions.has(session_id))
      .map(({ id, session_id }) => `Order ${id} is of ${session_id}, which no agent completed.`),
    ...payments
      .filter(({ reference }) => !sessions.has(String(reference['session_id'])))
      .map(({ id }) => `Payment ${id} is of a session no agent completed.`),
    ...payments.filter(isHeld).map(({ id, authorized }) => `Payment ${id} still holds ${authorized}.`),
    ...orders
      .filter(({ status }) => status === 'awaiting_payment')
      .map(({ id, session_id }) => `Order ${id} of ${session_id} is still held, and its session is over.`),
    ...(money === sold ? [] : [`The provider took ${money}, and paid orders come to ${sold}.`]),
  ];
}

function* auditPurchase(
  { sessionId, script, status, ends }: Ended,
  orders: readonly WireOrder[],
  payments: readonly Payment[],
): Generator<string> {
  const who = `${sessionId} (${script}, ${status})`;
  if (!ends.includes(status)) yield `${who} should have ended ${ends.join(' or ')}.`;
  const paid = orders.filter((order) => order.session_id === sessionId && isPaid(order));
  const wanted = status === 'completed' ? 1 : 0;
  if (paid.length !== wanted) yield `${who} has ${paid.length} paid orders, not ${wanted}.`;
  const own = payments.filter(({ reference }) => reference['session_id'] === sessionId);
  const money = sum(own.map(kept));
  const owed = sum(paid.map(({ totals }) => totals.total));
  if (money !== owed) yield `${who} cost its buyer ${money}, and its paid orders come to ${owed}.`;
}
