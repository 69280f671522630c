import type { WireOrder } from '@acp-hub/store-contract';
import { done } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';

/** The buyer has the goods. */
export function deliverOrder(order: WireOrder, now: string): Decision {
  if (order.status !== 'shipped') return wrongState(order, 'only a shipped order is delivered');
  return done({
    order: {
      ...order,
      status: 'completed',
      shipments: order.shipments.map((shipment) =>
        shipment.status === 'delivered' ? shipment : { ...shipment, status: 'delivered', updated_at: now },
      ),
    },
    event: 'order.delivered',
  });
}
