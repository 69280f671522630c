import type { Fulfillment, LineQuantity, Order, OrderLineStatus, OrderStatus } from '../order';

/** The status of a line, out of its quantities alone. */
export function deriveLineStatus({ current, fulfilled }: LineQuantity): OrderLineStatus {
  if (current === 0) return 'removed';
  if (fulfilled >= current) return 'fulfilled';
  return fulfilled > 0 ? 'partial' : 'processing';
}

/**
 * The status agents see: what was cancelled is over, what was delivered or sent speaks for itself, and
 * otherwise the platform's word counts.
 */
export function deriveOrderStatus(
  order: Pick<Order, 'platformStatus' | 'lines' | 'fulfillments'>,
): OrderStatus {
  const { platformStatus, lines, fulfillments } = order;
  const open = lines.filter((line) => line.quantity.current > 0);
  if (platformStatus === 'canceled' || open.length === 0) return 'canceled';
  if (platformStatus === 'completed') return 'completed';
  const sent = open.every(({ quantity }) => deriveLineStatus(quantity) === 'fulfilled');
  if (sent) return everyDelivered(fulfillments) ? 'completed' : 'shipped';
  if (platformStatus === 'shipped') return 'shipped';
  const begun = open.some(({ quantity }) => quantity.fulfilled > 0);
  return begun ? 'processing' : platformStatus;
}

const everyDelivered = (fulfillments: readonly Fulfillment[]): boolean =>
  fulfillments.every(({ status }) => status === 'delivered' || status === 'canceled' || status === 'failed');

/** Whether units on this way have left the shop. */
export const isSent = (status: Fulfillment['status']): boolean =>
  status === 'shipped' || status === 'delivered';
