import type { ItemId } from '@acp-hub/commerce';
import { readItemId, writeItemId } from '../item-id';
import type { WooLineItem } from './order-schema';

const same = (a: string, b: unknown): boolean =>
  typeof b === 'string' && a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The item a line is of. A line names product and variation; which size of an "any size" variation it is stands in
 * its meta, and only the ids the order was placed by tell that there was a choice.
 */
export function itemOfLine(line: WooLineItem, placed: readonly ItemId[]): ItemId {
  const id = line.variation_id > 0 ? line.variation_id : line.product_id;
  const candidates = placed.flatMap((itemId) => {
    const key = readItemId(itemId);
    return key?.id === id ? [{ itemId, choices: key.choices }] : [];
  });
  const fits = candidates.find(({ choices }) =>
    choices.every(([attribute, value]) =>
      line.meta_data.some(
        (entry) =>
          (same(attribute, entry.key) || same(attribute, entry.display_key)) && same(value, entry.value),
      ),
    ),
  );
  return (fits ?? candidates[0])?.itemId ?? writeItemId({ id, choices: [] });
}
