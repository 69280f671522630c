import { z } from 'zod';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { product, type WooProduct } from './product-schema';

const AT_ONCE = 100;
const list = z.array(product);

/** Products by id, as far as they are published; lists answer no variations. */
export async function fetchProducts({ rest }: Shop, ids: readonly number[]): Promise<WooProduct[]> {
  const found: WooProduct[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const include = ids.slice(start, start + AT_ONCE).join(',');
    const query = { include, per_page: AT_ONCE, orderby: 'id', order: 'asc', status: 'publish' };
    const answer = await rest.call({ method: 'GET', path: 'products', query, answer: list });
    if (answer.kind === 'refused') throw unexpected('its products', answer);
    found.push(...answer.value);
  }
  return found;
}
