import { compact } from '../compact';
import type { Fulfillment, FulfillmentEvent, Order, OrderSnapshot, Shipment } from '../order';
import { lineReferences } from './quantities';

/**
 * The order's fulfilments after a snapshot, one a shipment. A status never seen before appends an event; a
 * shipment the platform no longer has is cancelled, for what agents were told is not taken back.
 */
export function followShipments(order: Order, snapshot: OrderSnapshot): Fulfillment[] {
  const shipments = new Map(snapshot.shipments.map((shipment) => [shipment.id, shipment]));
  const known = order.fulfillments.map((fulfillment) => {
    const shipment = shipments.get(fulfillment.id);
    shipments.delete(fulfillment.id);
    return shipment === undefined
      ? withdrawn(fulfillment, snapshot.updatedAt)
      : fulfillmentOf(order, shipment, fulfillment);
  });
  return [...known, ...[...shipments.values()].map((shipment) => fulfillmentOf(order, shipment))];
}

const fulfillmentOf = (order: Order, shipment: Shipment, before?: Fulfillment): Fulfillment =>
  compact({
    ...before,
    id: shipment.id,
    type: shipment.type,
    status: shipment.status,
    lines: lineReferences(order, shipment.items),
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    trackingUrl: shipment.trackingUrl,
    digitalDelivery: shipment.accessUrl === undefined ? undefined : { accessUrl: shipment.accessUrl },
    events: withEvent(before?.events ?? [], shipment.id, shipment.status, shipment.occurredAt),
  });

const withdrawn = (fulfillment: Fulfillment, occurredAt: string): Fulfillment => ({
  ...fulfillment,
  status: 'canceled',
  events: withEvent(fulfillment.events, fulfillment.id, 'canceled', occurredAt),
});

const withEvent = (
  events: readonly FulfillmentEvent[],
  fulfillmentId: string,
  type: FulfillmentEvent['type'],
  occurredAt: string,
): readonly FulfillmentEvent[] =>
  events.at(-1)?.type === type
    ? events
    : [...events, { id: `${fulfillmentId}-${events.length + 1}`, type, occurredAt }];
