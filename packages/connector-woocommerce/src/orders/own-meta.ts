import type { ItemId } from '@acp-hub/commerce';
import { z } from 'zod';
import type { WooOrder } from './order-schema';

/** How orders of the hub are known for its own; the companion plugin writes the same keys. */
export const META = {
  /** The attempt it was placed for. */
  key: '_acp_hub_key',
  session: '_acp_hub_session',
  /** JSON of item ids and quantities. */
  items: '_acp_hub_items',
} as const;

/** Written into `created_via`, which lists can be narrowed by. */
export const CREATED_VIA = 'acp_hub';

type WithMeta = Pick<WooOrder, 'meta_data'>;

export function metaOf({ meta_data }: WithMeta, key: string): string | undefined {
  const value = meta_data.findLast((entry) => entry.key === key)?.value;
  return typeof value === 'string' ? value : undefined;
}

export const keyOf = (own: WithMeta): string | undefined => metaOf(own, META.key);

const items = z.array(z.tuple([z.string(), z.number()]));

/** The ids an order was placed by; empty for an order that is not the hub's. */
export function placedItems(own: WithMeta): readonly ItemId[] {
  try {
    const parsed = items.safeParse(JSON.parse(metaOf(own, META.items) ?? '[]'));
    return parsed.success ? parsed.data.map(([id]) => id as ItemId) : [];
  } catch {
    return [];
  }
}

export const writeItems = (placed: readonly { readonly id: string; readonly quantity: number }[]): string =>
  JSON.stringify(placed.map(({ id, quantity }) => [id, quantity]));
