import {
  compact,
  money,
  parseCurrency,
  type Currency,
  type OrderSnapshot,
  type OrderStatus,
  type PlatformRefund,
  type Shipment,
} from '@acp-hub/commerce';
import { ConnectorError, type PlacedOrder } from '@acp-hub/connector';
import { readDecimal } from '../amounts';
import { utc } from '../dates';
import { itemOfLine } from './item-of-line';
import type { WooOrder } from './order-schema';
import { keyOf, placedItems } from './own-meta';
import { readReason } from './refund-mark';

/** What stands beside an order in the shop's books. */
export interface OrderParts {
  readonly refunds: readonly PlatformRefund[];
  readonly shipments: readonly Shipment[];
}

/** @throws ConnectorError `config` for a currency that is none. */
export function currencyOf({ currency: code }: Pick<WooOrder, 'currency'>): Currency {
  const parsed = parseCurrency(code);
  if (parsed !== undefined) return parsed;
  throw new ConnectorError(
    { kind: 'config' },
    `The shop’s currency "${code}" is none of ISO 4217.`,
    'not_applied',
  );
}

/** Minor units. @throws ConnectorError `config` where the total is no amount. */
export function totalOf(order: WooOrder): number {
  const total = readDecimal(order.total, currencyOf(order));
  if (total !== undefined) return total;
  throw new ConnectorError({ kind: 'config' }, `The shop’s order ${order.id} has no total.`, 'not_applied');
}

export const isPaid = ({ date_paid_gmt: paid }: WooOrder): boolean => typeof paid === 'string' && paid !== '';

/**
 * What a status of WooCommerce means. On hold is a payment in doubt, except for an order of the hub's that waits for
 * its capture. Completed says that the merchant is done, not that the parcel arrived. Refunded is what a cancelled
 * order becomes, too, once its refund is written.
 */
export function statusOf(order: WooOrder): OrderStatus {
  switch (order.status) {
    case 'pending':
    case 'checkout-draft':
      return 'created';
    case 'on-hold':
      return keyOf(order) !== undefined && !isPaid(order) ? 'created' : 'manual_review';
    case 'completed':
      return order.needs_processing ? 'shipped' : 'completed';
    case 'cancelled':
    case 'failed':
    case 'trash':
      return 'canceled';
    case 'refunded':
      if (order.refunds.some(({ reason }) => readReason(reason)?.ofCanceled)) return 'canceled';
      return order.date_completed_gmt ? 'shipped' : 'confirmed';
    default:
      // Processing, and what plugins put between it and completed.
      return isPaid(order) ? 'confirmed' : 'created';
  }
}

/** How far on an order is: what happens within one second usually happens in this direction. */
const PROGRESS: Readonly<Record<OrderStatus, number>> = {
  created: 0,
  manual_review: 1,
  confirmed: 2,
  processing: 3,
  shipped: 4,
  completed: 5,
  canceled: 6,
};

/**
 * WooCommerce counts changes in whole seconds: what happened within one is told apart by how far the order is and how
 * much stands beside it.
 */
export function versionOf(order: WooOrder, { refunds, shipments }: OrderParts): number {
  const second = Date.parse(utc(order.date_modified_gmt ?? order.date_created_gmt));
  return second + PROGRESS[statusOf(order)] * 100 + Math.min(99, shipments.length * 10 + refunds.length);
}

export function readOrder(order: WooOrder, parts: OrderParts): OrderSnapshot {
  const placed = placedItems(order);
  return {
    platformOrderId: String(order.id),
    number: order.number,
    version: versionOf(order, parts),
    status: statusOf(order),
    paid: isPaid(order),
    currency: currencyOf(order),
    total: totalOf(order),
    lines: order.line_items.map((line) => ({ itemId: itemOfLine(line, placed), quantity: line.quantity })),
    shipments: parts.shipments,
    refunds: parts.refunds,
    updatedAt: utc(order.date_modified_gmt ?? order.date_created_gmt),
  };
}

export const readPlacedOrder = (order: WooOrder, parts: OrderParts): PlacedOrder =>
  compact({
    platformOrderId: String(order.id),
    number: order.number,
    total: money(totalOf(order), currencyOf(order)),
    snapshot: readOrder(order, parts),
  });
