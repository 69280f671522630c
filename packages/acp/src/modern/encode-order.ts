import { deriveLineStatus, deriveOrderStatus } from '@acp-hub/commerce';
import type { Adjustment, Fulfillment, LineReference, OrderLine, OrderView } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { encodeAddressWithCompany } from '../common/encode/address';
import { required } from '../common/encode/required';
import { encodeLineTotals, encodeTotals } from '../common/encode/totals';
import { toDateTime, toUri } from '../common/text-formats';
import { encodeDelivery, encodeSupport } from './encode-order-parts';
import type { OrderResponse } from './order-responses';

const encodeOrderLine = (line: OrderLine): OrderResponse['line_items'][number] => ({
  id: line.id,
  title: line.title,
  ...compact({
    product_id: line.productId,
    description: line.description,
    image_url: toUri(line.imageUrl),
    url: toUri(line.url),
  }),
  quantity: { ...line.quantity },
  unit_price: line.unitAmount,
  subtotal: line.subtotal,
  totals: encodeLineTotals(line),
  status: deriveLineStatus(line.quantity),
});

const encodeLines = (lines: readonly LineReference[]) =>
  lines.filter(({ quantity }) => quantity > 0).map(({ id, quantity }) => ({ id, quantity }));

function encodeFulfillment(
  fulfillment: Fulfillment,
  destination: OrderView['destination'],
): OrderResponse['fulfillments'][number] {
  const { type, digitalDelivery } = fulfillment;
  const travels = type === 'shipping' || type === 'local_delivery';
  return {
    id: fulfillment.id,
    type: type === 'local_delivery' ? 'shipping' : type,
    status: fulfillment.status,
    line_items: encodeLines(fulfillment.lines),
    ...compact({
      carrier: fulfillment.carrier,
      tracking_number: fulfillment.trackingNumber,
      tracking_url: toUri(fulfillment.trackingUrl),
      destination: travels && destination ? encodeAddressWithCompany(destination) : undefined,
      estimated_delivery: encodeDelivery(fulfillment.estimatedDelivery),
      digital_delivery:
        digitalDelivery &&
        compact({
          access_url: toUri(digitalDelivery.accessUrl),
          license_key: digitalDelivery.licenseKey,
          expires_at: toDateTime(digitalDelivery.expiresAt),
        }),
    }),
    events: fulfillment.events.map((event) =>
      compact({
        id: event.id,
        type: event.type,
        occurred_at: required(toDateTime(event.occurredAt), 'occurredAt of a fulfilment event'),
        description: event.description,
        location: event.location,
      }),
    ),
  };
}

function adjustmentType(type: Adjustment['type']): OrderResponse['adjustments'][number]['type'] {
  switch (type) {
    case 'refund':
    case 'return':
    case 'exchange':
    case 'cancellation':
    case 'price_adjustment':
    case 'dispute':
      return type;
    case 'partial_refund':
      return 'refund';
    case 'store_credit':
      return 'credit';
  }
}

const encodeAdjustment = (
  adjustment: Adjustment,
  currency: string,
): OrderResponse['adjustments'][number] => ({
  id: adjustment.id,
  type: adjustmentType(adjustment.type),
  occurred_at: required(toDateTime(adjustment.occurredAt), 'occurredAt of an adjustment'),
  status: adjustment.status,
  line_items: encodeLines(adjustment.lines),
  ...(adjustment.amount === undefined ? {} : { amount: adjustment.amount, currency }),
  ...compact({ description: adjustment.description, reason: adjustment.reason }),
});

/** The whole order as 2026-04-17 shows it. `total` stays the amount first charged; refunds stand beside it. */
export function encodeOrder({ order, destination, orderNotes, support }: OrderView): OrderResponse {
  const currency = order.currency.toLowerCase();
  return {
    type: 'order',
    id: order.id,
    checkout_session_id: order.sessionId,
    permalink_url: required(toUri(order.permalinkUrl), 'permalinkUrl'),
    status: deriveOrderStatus(order),
    ...compact({
      order_number: order.number,
      estimated_delivery: encodeDelivery(order.estimatedDelivery),
      confirmation: orderNotes === undefined ? undefined : { order_notes: orderNotes },
      support: encodeSupport(support),
    }),
    line_items: order.lines.map(encodeOrderLine),
    fulfillments: order.fulfillments.map((fulfillment) => encodeFulfillment(fulfillment, destination)),
    adjustments: order.adjustments.map((adjustment) => encodeAdjustment(adjustment, currency)),
    totals: [
      ...encodeTotals(order.totals),
      ...(order.amountRefunded > 0
        ? [{ type: 'amount_refunded' as const, display_text: 'Refunded', amount: order.amountRefunded }]
        : []),
    ],
  };
}
