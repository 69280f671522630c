import {
  currency,
  itemId,
  money,
  type OrderSnapshot,
  type OrderStatus,
  type PlatformRefund,
  type Shipment,
} from '@acp-hub/commerce';
import type { PlacedOrder } from '@acp-hub/connector';
import type { WireOrder, WireOrderStatus, WireRefund, WireShipment } from '@acp-hub/store-contract';
import { defined } from '../defined';

const statuses: Readonly<Record<WireOrderStatus, OrderStatus>> = {
  awaiting_payment: 'created',
  manual_review: 'manual_review',
  confirmed: 'confirmed',
  processing: 'processing',
  shipped: 'shipped',
  completed: 'completed',
  canceled: 'canceled',
};

const readUnits = (units: readonly { readonly id: string; readonly quantity: number }[]) =>
  units.map(({ id, quantity }) => ({ itemId: itemId(id), quantity }));

const readShipment = (shipment: WireShipment): Shipment =>
  defined({
    id: shipment.id,
    type: shipment.type,
    status: shipment.status,
    items: readUnits(shipment.items),
    carrier: shipment.carrier,
    trackingNumber: shipment.tracking_number,
    trackingUrl: shipment.tracking_url,
    accessUrl: shipment.access_url,
    occurredAt: shipment.updated_at,
  });

const readRefund = ({ id, amount, items, reason, reference, created_at }: WireRefund): PlatformRefund =>
  defined({ id, amount, items: readUnits(items), reason, reference, occurredAt: created_at });

export const readOrder = (order: WireOrder): OrderSnapshot => ({
  platformOrderId: order.id,
  number: order.number,
  version: order.version,
  status: statuses[order.status],
  paid: order.payment !== undefined,
  currency: currency(order.currency),
  total: order.totals.total,
  lines: order.lines.map(({ item, quantity }) => ({ itemId: itemId(item.id), quantity })),
  shipments: order.shipments.map(readShipment),
  refunds: order.refunds.map(readRefund),
  updatedAt: order.updated_at,
});

export const readPlacedOrder = (order: WireOrder): PlacedOrder =>
  defined({
    platformOrderId: order.id,
    number: order.number,
    total: money(order.totals.total, currency(order.currency)),
    snapshot: readOrder(order),
    heldUntil: order.held_until,
  });
