import { decimal } from '../core/decimal';
import type { Books } from './books';
import type { Order } from './records/orders';
import { decimalsOf } from './shop-rules';

/** A new order as the plugins leave it, which have the last word on its total. */
export function withPluginsTotal(books: Books, order: Order): Order {
  const { ordersOffBy } = books.shop.quirks;
  const places = decimalsOf(books);
  if (ordersOffBy === 0) return order;
  const off = decimal(ordersOffBy).div(decimal(10).pow(places));
  return { ...order, total: decimal(order.total).plus(off).toFixed(places) };
}
