import type { BookedOrder, BookedPayment, Books } from './books';

/** A checkout as its agent sees it in the end. */
export interface Ended {
  readonly sessionId: string;
  /** What the agent did. */
  readonly script: string;
  readonly status: string;
  /** How what it did may end. */
  readonly ends: readonly string[];
  /** What the merchant did with it once it was paid. */
  readonly aftermath?: Aftermath;
}

export interface Aftermath {
  /** The order is cancelled in the end, and nothing of the money is kept. */
  readonly canceled: boolean;
  /** Refunds that each side has written down in the end. */
  readonly refunds: { readonly provider: number; readonly store: number };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const isPaid = ({ payment, status }: BookedOrder): boolean => payment !== undefined && status !== 'canceled';
const kept = ({ captured, refunded }: BookedPayment): number => captured - refunded;
/** What a buyer owes for a paid order: its total without what the shop has given back. */
const owed = ({ totals, refunds }: BookedOrder): number =>
  totals.total - sum(refunds.map(({ amount }) => amount));

/** Everything the books of store and provider say that must not be, in sentences; none when all is well. */
export function audit({ orders, payments }: Books, purchases: readonly Ended[]): readonly string[] {
  const sessions = new Set(purchases.map(({ sessionId }) => sessionId));
  const money = sum(payments.map(kept));
  const sold = sum(orders.filter(isPaid).map(owed));
  return [
    ...purchases.flatMap((purchase) => [...auditPurchase(purchase, orders, payments)]),
    ...orders
      .filter(({ session_id }) => !sessions.has(session_id))
      .map(({ id, session_id }) => `Order ${id} is of ${session_id}, which no agent completed.`),
    ...payments
      .filter(({ sessionId }) => !sessions.has(sessionId))
      .map(({ id }) => `Payment ${id} is of a session no agent completed.`),
    ...payments
      .filter(({ held }) => held > 0)
      .map(({ id, sessionId, held }) => `Payment ${id} of ${sessionId} still holds ${held}.`),
    ...orders
      .filter(({ status }) => status === 'awaiting_payment')
      .map(({ id, session_id }) => `Order ${id} of ${session_id} is still held, and its session is over.`),
    ...(money === sold ? [] : [`The provider took ${money}, and paid orders come to ${sold}.`]),
  ];
}

function* auditPurchase(
  { sessionId, script, status, ends, aftermath }: Ended,
  orders: readonly BookedOrder[],
  payments: readonly BookedPayment[],
): Generator<string> {
  const who = `${sessionId} (${script}, ${status})`;
  if (!ends.includes(status)) yield `${who} should have ended ${ends.join(' or ')}.`;
  const paid = orders.filter((order) => order.session_id === sessionId && isPaid(order));
  const wanted = status === 'completed' && aftermath?.canceled !== true ? 1 : 0;
  if (paid.length !== wanted) yield `${who} has ${paid.length} paid orders, not ${wanted}.`;
  const own = payments.filter((payment) => payment.sessionId === sessionId);
  const charges = own.filter((payment) => kept(payment) > 0);
  if (charges.length > wanted) yield `${who} has ${charges.length} charges, not ${wanted}.`;
  const money = sum(own.map(kept));
  const price = sum(paid.map(owed));
  if (money !== price) yield `${who} cost its buyer ${money}, and its paid orders come to ${price}.`;
  if (status === 'completed' && aftermath !== undefined)
    yield* auditRefunds(who, aftermath, {
      provider: sum(own.map(({ refunds }) => refunds)),
      store: sum(
        orders.filter((order) => order.session_id === sessionId).map(({ refunds }) => refunds.length),
      ),
    });
}

function* auditRefunds(who: string, { refunds }: Aftermath, made: Aftermath['refunds']): Generator<string> {
  for (const side of ['provider', 'store'] as const)
    if (made[side] !== refunds[side])
      yield `${who} has ${made[side]} refunds in the books of the ${side}, not ${refunds[side]}.`;
}
