import type { Books } from '../books/books';
import { findOrder, saveOrder } from '../books/orders';
import type { Fulfilment, Order } from '../books/records/orders';
import { withMeta } from '../books/with-meta';
import { local } from '../core/shop-time';
import { isObject, type Json, type JsonObject } from '../rest/rest';

export const fulfilmentsOf = (books: Books, orderId: number): readonly Fulfilment[] =>
  [...books.fulfilments.values()].filter((one) => one.orderId === orderId && one.deleted === null);

/** The shop's own time, as its database writes it. */
const written = (books: Books, at: number): string => local(at, books.shop.timezone).replace('T', ' ');

/** As `wc/v3` shows it. */
export const fulfilmentBody = (books: Books, one: Fulfilment): JsonObject => ({
  id: one.id,
  entity_type: 'WC_Order',
  entity_id: String(one.orderId),
  status: one.status,
  is_fulfilled: one.isFulfilled,
  date_updated: written(books, one.updated),
  date_deleted: one.deleted === null ? null : written(books, one.deleted),
  meta_data: one.meta.map(({ id, key, value }) => ({ id, key, value })),
});

interface Unit {
  readonly itemId: number;
  readonly quantity: number;
}

/** What is in a parcel; `undefined` where it says so in no way the shop takes. */
export function unitsIn(meta: Fulfilment['meta']): readonly Unit[] | undefined {
  const items = meta.find(({ key }) => key === '_items')?.value;
  if (!Array.isArray(items) || items.length === 0) return undefined;
  const units = (items as readonly Json[]).filter(isObject).map(({ item_id, qty }) => ({
    itemId: Number(item_id),
    quantity: Number(qty),
  }));
  const isGood = ({ itemId, quantity }: Unit) => Number.isInteger(itemId) && quantity > 0;
  return units.length === items.length && units.every(isGood) ? units : undefined;
}

/** Keeps a parcel and says on its order how far that is fulfilled. */
export function keepFulfilment(books: Books, fulfilment: Fulfilment): Fulfilment {
  books.fulfilments.set(String(fulfilment.id), fulfilment);
  const order = findOrder(books, fulfilment.orderId);
  if (order !== undefined) {
    saveOrder(books, withStatus(books, order));
    books.announce('order.updated', order.id);
  }
  return fulfilment;
}

const STATUS = '_fulfillment_status';

function withStatus(books: Books, order: Order): Order {
  const all = fulfilmentsOf(books, order.id);
  return withMeta(books, order, STATUS, all.length === 0 ? undefined : statusOf(books, order, all));
}

function statusOf(books: Books, order: Order, all: readonly Fulfilment[]): string {
  const isPending = order.lines.some(({ id, quantity }) => {
    const sent = all
      .flatMap(({ meta }) => unitsIn(meta) ?? [])
      .filter(({ itemId }) => itemId === id)
      .reduce((count, unit) => count + unit.quantity, 0);
    return quantity - refundedUnits(books, order.id, id) - sent > 0;
  });
  if (all.every(({ isFulfilled }) => isFulfilled) && !isPending) return 'fulfilled';
  return all.some(({ isFulfilled }) => isFulfilled) ? 'partially_fulfilled' : 'unfulfilled';
}

const refundedUnits = (books: Books, orderId: number, lineId: number): number =>
  [...books.refunds.values()]
    .filter((refund) => refund.orderId === orderId)
    .flatMap(({ lines }) => lines)
    .filter(({ meta }) =>
      meta.some(({ key, value }) => key === '_refunded_item_id' && Number(value) === lineId),
    )
    .reduce((count, { quantity }) => count - quantity, 0);
