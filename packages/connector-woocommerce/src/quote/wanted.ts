import type { ItemId, QuoteRequest } from '@acp-hub/commerce';
import { readItemId, type ItemKey } from '../item-id';

/** One item as it goes into a cart. */
export interface WantedItem {
  readonly itemId: ItemId;
  readonly key: ItemKey;
  readonly quantity: number;
}

export interface Wanted {
  readonly items: readonly WantedItem[];
  /** What cannot be an id of this shop. */
  readonly unknown: readonly ItemId[];
}

export function wantedOf(request: Pick<QuoteRequest, 'items'>): Wanted {
  const items: WantedItem[] = [];
  const unknown: ItemId[] = [];
  for (const { id, quantity } of request.items) {
    const key = readItemId(id);
    if (key === undefined) unknown.push(id);
    else items.push({ itemId: id, key, quantity });
  }
  return { items, unknown };
}
