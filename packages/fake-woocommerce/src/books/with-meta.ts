import type { Json } from '../rest/rest';
import type { Books } from './books';
import type { Order } from './records/orders';

/** An order with that entry of its meta written anew, last and under the id it had; without it where there is no value. */
export function withMeta(books: Books, order: Order, key: string, value: Json | undefined): Order {
  const others = order.meta.filter((one) => one.key !== key);
  if (value === undefined) return { ...order, meta: others };
  const id = order.meta.find((one) => one.key === key)?.id ?? books.next('meta');
  return { ...order, meta: [...others, { id, key, value }] };
}
