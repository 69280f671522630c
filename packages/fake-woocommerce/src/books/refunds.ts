import { known } from '../known';
import { decimal, sum, type Decimal } from '../core/decimal';
import { plain } from '../core/money-text';
import type { Books } from './books';
import { addNote, findOrder, productOf, saveOrder } from './orders';
import { moveTo, withReduced } from './order-status';
import { withTaxLines } from './order-totals';
import { moveStock } from './products';
import type { LineTax } from './records/order-items';
import type { Order, Refund } from './records/orders';
import { decimalsOf } from './shop-rules';

export interface RefundedLine {
  readonly id: number;
  readonly quantity: number;
  readonly total: string;
  /** Tax by id of the rate. */
  readonly taxes: ReadonlyMap<number, string>;
}

export interface RefundWish {
  readonly amount: string;
  readonly reason: string;
  readonly lines: readonly RefundedLine[];
  readonly restocks: boolean;
}

export const refundedSoFar = (books: Books, orderId: number): Decimal =>
  sum(
    [...books.refunds.values()]
      .filter((refund) => refund.orderId === orderId)
      .map(({ amount }) => decimal(amount)),
  );

export const leftToRefund = (books: Books, order: Order): Decimal =>
  decimal(order.total).minus(refundedSoFar(books, order.id));

/** Books a refund; the order is refunded once nothing is left of it. */
export function makeRefund(books: Books, order: Order, wish: RefundWish): Refund {
  const now = books.now();
  const refund = withTaxLines(books, {
    id: books.next('post'),
    orderId: order.id,
    amount: plain(wish.amount, decimalsOf(books)),
    reason: wish.reason,
    refundedPayment: false,
    created: now,
    modified: now,
    taxes: [],
    ...mirrored(books, order, wish.lines),
  } satisfies Refund as Refund);
  books.refunds.set(String(refund.id), refund);
  if (wish.restocks) restock(books, order, wish.lines);
  const current = known(findOrder(books, order.id));
  // A refund of nothing settles nothing.
  if (leftToRefund(books, current).lte(0) && decimal(refund.amount).gt(0) && current.status !== 'refunded')
    moveTo(books, current, 'refunded');
  else saveOrder(books, current);
  books.announce('order.updated', order.id);
  return refund;
}

/** Lines of a refund mirror those of the order with other signs. */
function mirrored(
  books: Books,
  order: Order,
  wanted: readonly RefundedLine[],
): Pick<Refund, 'lines' | 'shipping' | 'fees'> {
  const meta = (id: number) => [{ id: books.next('meta'), key: '_refunded_item_id', value: String(id) }];
  const negative = (amount: string) => decimal(amount).times(-1).toFixed();
  const taxes = (line: RefundedLine, hasSubtotal: boolean): readonly LineTax[] =>
    [...line.taxes].map(([id, total]) => ({
      id,
      total: negative(total),
      subtotal: hasSubtotal ? negative(total) : '',
    }));
  const taxOf = (line: RefundedLine) =>
    sum([...line.taxes.values()].map(decimal))
      .times(-1)
      .toFixed();
  const pairs = <Line extends { readonly id: number }>(lines: readonly Line[]) =>
    wanted.flatMap((line) => lines.filter(({ id }) => id === line.id).map((own) => [own, line] as const));
  return {
    lines: pairs(order.lines).map(([own, line]) => ({
      ...own,
      id: books.next('order_item'),
      quantity: line.quantity === 0 ? 0 : -line.quantity,
      subtotal: negative(line.total),
      total: negative(line.total),
      subtotalTax: taxOf(line),
      totalTax: taxOf(line),
      taxes: taxes(line, true),
      meta: meta(own.id),
    })),
    shipping: pairs(order.shipping).map(([own, line]) => ({
      ...own,
      id: books.next('order_item'),
      total: negative(line.total),
      totalTax: taxOf(line),
      taxes: taxes(line, false),
      meta: meta(own.id),
    })),
    fees: pairs(order.fees).map(([own, line]) => ({
      ...own,
      id: books.next('order_item'),
      total: negative(line.total),
      totalTax: taxOf(line),
      taxes: taxes(line, false),
      meta: meta(own.id),
    })),
  };
}

function restock(books: Books, order: Order, wanted: readonly RefundedLine[]): void {
  let current = known(findOrder(books, order.id));
  for (const { id, quantity } of wanted) {
    const line = current.lines.find((one) => one.id === id);
    const taken = line?.meta.find(({ key }) => key === '_reduced_stock');
    const product = line === undefined ? undefined : productOf(books, line);
    if (line === undefined || taken === undefined || product === undefined || quantity <= 0) continue;
    const move = moveStock(books, product, quantity);
    if (move === undefined) continue;
    addNote(books, order.id, `Item #${product.id} stock increased from ${move.from} to ${move.to}.`);
    const reduced = withReduced(books, line, Number(taken.value) - quantity);
    const known = reduced.meta.find(({ key }) => key === '_restock_refunded_items');
    const value = String(Number(known?.value ?? 0) + quantity);
    const meta = known
      ? reduced.meta.map((one) => (one === known ? { ...one, value } : one))
      : [...reduced.meta, { id: books.next('meta'), key: '_restock_refunded_items', value }];
    current = { ...current, lines: current.lines.map((one) => (one.id === id ? { ...reduced, meta } : one)) };
  }
  books.orders.set(String(current.id), current);
}

/** Of what is left, where somebody just set the order to refunded. */
export function refundRest(books: Books, order: Order): void {
  const rest = leftToRefund(books, order);
  if (rest.gt(0))
    makeRefund(books, order, {
      amount: rest.toFixed(),
      reason: 'Order fully refunded.',
      lines: [],
      restocks: false,
    });
}
