import { itemId, type ItemRequest } from '@acp-hub/commerce';
import { acpError } from '../../error';
import { jsonPath } from '../json-path';
import { MAX_QUANTITY } from '../wire/request-parts';
import { decoded, refused, type Decoded } from './decoded';

interface WireItem {
  readonly id: string;
  readonly quantity: number;
  /** Where the quantity stands in the body. */
  readonly path: readonly PropertyKey[];
}

/** Sums repeated items and keeps the order of first mention. */
export function decodeItems(items: readonly WireItem[]): Decoded<readonly ItemRequest[]> {
  const quantities = new Map<string, number>();
  for (const { id, quantity, path } of items) {
    const param = jsonPath(path);
    if (!Number.isInteger(quantity))
      return refused(acpError('invalid', `${param} must be a whole number.`, { param }));
    const sum = (quantities.get(id) ?? 0) + quantity;
    if (sum > MAX_QUANTITY)
      return refused(acpError('invalid', `${param}: at most ${MAX_QUANTITY} of one item.`, { param }));
    quantities.set(id, sum);
  }
  return decoded([...quantities].map(([id, quantity]) => ({ id: itemId(id), quantity })));
}
