import type { Books } from '../books/books';
import { moveTo } from '../books/order-status';
import { isAtLeast } from '../shop/version';

const ACTION = 'woocommerce_cancel_unpaid_orders';
const REMARK = 'Unpaid order cancelled - time limit reached.';

/** Plans the next time, unless one is planned: as often as stock is held, and not at all where none is. */
export function scheduleCancelling(books: Books): void {
  const minutes = heldMinutes(books);
  if (minutes !== undefined && books.schedule.get(ACTION) === undefined)
    books.schedule.set(ACTION, { id: ACTION, at: books.now() + minutes * 60_000 });
}

/** Cancels what a buyer left unpaid for longer than stock is held, if the action is due (wc_cancel_unpaid_orders). */
export function cancelUnpaidOrders(books: Books): void {
  const due = books.schedule.get(ACTION);
  if (due === undefined) return scheduleCancelling(books);
  if (due.at > books.now()) return;
  const minutes = heldMinutes(books);
  books.schedule.delete(ACTION);
  scheduleCancelling(books);
  if (minutes === undefined) return;
  const before = books.now() - minutes * 60_000;
  const unpaid = [...books.orders.values()].filter(
    ({ status, modified, createdVia }) =>
      status === 'pending' && modified < before && isBuyers(books, createdVia),
  );
  for (const order of unpaid) {
    moveTo(books, order, 'cancelled', REMARK);
    books.announce('order.updated', order.id);
  }
}

/** Orders of the REST API and of the back office are never cancelled; those of the Store API since 10.6. */
const isBuyers = (books: Books, createdVia: string): boolean =>
  createdVia === 'checkout' || (createdVia === 'store-api' && isAtLeast(books.shop.version, 10, 6));

function heldMinutes(books: Books): number | undefined {
  const minutes = Number(books.setting('woocommerce_hold_stock_minutes'));
  return minutes < 1 || books.setting('woocommerce_manage_stock') !== 'yes' ? undefined : minutes;
}
