import type { WireOrder, WireShipment } from '@acp-hub/store-contract';
import { done } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';
import { unitsOf } from './order-contents';

/** What the carrier was given. */
export interface Parcel {
  /** The delivery option’s, unless another took it. */
  readonly carrier?: string;
  readonly trackingNumber: string;
}

function tracking(order: WireOrder, { carrier, trackingNumber }: Parcel): Partial<WireShipment> {
  const usual = order.option?.type === 'shipping' ? order.option.carrier : undefined;
  const taker = carrier ?? usual;
  if (taker === undefined) return {};
  const slug = taker.toLowerCase().replace(/\W+/g, '-');
  return {
    carrier: taker,
    tracking_number: trackingNumber,
    tracking_url: `https://tracking.example/${slug}/${trackingNumber}`,
  };
}

const shipmentOf = (order: WireOrder, parcel: Parcel, now: string): WireShipment => ({
  id: `shp_${order.id}_parcel`,
  type: order.option?.type ?? 'shipping',
  status: order.option?.type === 'pickup' ? 'ready_for_pickup' : 'shipped',
  items: unitsOf(order.lines.filter((line) => line.requires_shipping)),
  ...tracking(order, parcel),
  created_at: now,
  updated_at: now,
});

/** Hands a paid order to its carrier, or puts it on the counter. */
export function shipOrder(order: WireOrder, parcel: Parcel, now: string): Decision {
  if (order.status !== 'confirmed') return wrongState(order, 'only a confirmed order ships');
  return done({
    order: {
      ...order,
      status: 'shipped',
      shipments: [...order.shipments, shipmentOf(order, parcel, now)],
    },
    event: 'order.shipped',
  });
}
