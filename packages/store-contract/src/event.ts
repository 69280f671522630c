import { z } from 'zod';
import { order } from './order';
import { identifier, timestamp } from './primitives';
import { contractRegistry } from './registry';

/** What a store tells the hub, signed like the hub's requests. Delivered at least once, in no promised order. */
export const storeEvent = z
  .object({
    id: identifier.describe('The same for every delivery of the event'),
    type: z.enum(['order.paid', 'order.shipped', 'order.delivered', 'order.refunded', 'order.canceled']),
    created_at: timestamp,
    order: order.describe('As it was when the event was made; `version` tells an older one'),
  })
  .register(contractRegistry, { id: 'StoreEvent' });

export type StoreEvent = z.infer<typeof storeEvent>;
export type StoreEventType = StoreEvent['type'];
