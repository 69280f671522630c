import { z } from 'zod';
import { identifier, itemIdentifier, shortText } from './primitives';
import { contractRegistry } from './registry';

export const variantOption = z
  .object({ name: shortText, value: shortText })
  .register(contractRegistry, { id: 'VariantOption' });

export const stock = z
  .object({
    status: z.enum(['in_stock', 'low_stock', 'out_of_stock', 'backorder', 'pre_order']),
    available: z.int().min(0).optional().describe('Units that can still be bought, where the store says'),
  })
  .register(contractRegistry, { id: 'Stock' });

/** What a line is about, as the buyer reads it. */
export const itemDetails = z
  .object({
    id: itemIdentifier,
    product_id: identifier,
    sku: shortText.optional(),
    title: shortText,
    url: z.url().optional(),
    image_urls: z.array(z.url()),
    options: z.array(variantOption),
  })
  .register(contractRegistry, { id: 'Item' });

export type WireStock = z.infer<typeof stock>;
export type WireItem = z.infer<typeof itemDetails>;
