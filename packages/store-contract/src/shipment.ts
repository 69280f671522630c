import { z } from 'zod';
import { itemRequest } from './quote';
import { identifier, shortText, timestamp } from './primitives';
import { contractRegistry } from './registry';

/** One parcel, download or collection. */
export const shipment = z
  .object({
    id: identifier,
    type: z.enum(['shipping', 'digital', 'pickup', 'local_delivery']),
    status: z.enum([
      'pending',
      'processing',
      'shipped',
      'ready_for_pickup',
      'delivered',
      'failed',
      'canceled',
    ]),
    items: z.array(itemRequest),
    carrier: shortText.optional(),
    tracking_number: shortText.optional(),
    tracking_url: z.url().optional(),
    access_url: z.url().optional().describe('Where a download is fetched'),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(contractRegistry, { id: 'Shipment' });

export type WireShipment = z.infer<typeof shipment>;
