import { z } from 'zod';
import { order } from './order';
import { identifier, timestamp } from './primitives';
import { contractRegistry } from './registry';

const about = {
  id: identifier.describe('The same for every delivery of the event'),
  created_at: timestamp,
};

const orderEvent = z
  .object({
    ...about,
    type: z.enum(['order.paid', 'order.shipped', 'order.delivered', 'order.refunded', 'order.canceled']),
    order: order.describe('As it was when the event was made; `version` tells an older one'),
  })
  .register(contractRegistry, { id: 'OrderEvent' });

const productEvent = z
  .object({
    ...about,
    type: z.enum(['product.created', 'product.updated', 'product.deleted']),
    product: z.object({ id: identifier }).describe('Which one; the hub reads it by `GET /products`'),
  })
  .register(contractRegistry, { id: 'ProductEvent' });

/** What a store tells the hub, signed like the hub's requests. Delivered at least once, in no promised order. */
export const storeEvent = z
  .discriminatedUnion('type', [orderEvent, productEvent])
  .register(contractRegistry, { id: 'StoreEvent' });

export type StoreEvent = z.infer<typeof storeEvent>;
export type OrderEvent = z.infer<typeof orderEvent>;
export type ProductEvent = z.infer<typeof productEvent>;
