import type { Books } from './books';
import { countUse } from './coupons';
import { addNote, productOf, saveOrder } from './orders';
import { findProduct, moveStock, stockHolder } from './products';
import type { Order } from './records/orders';
import type { OrderLine } from './records/order-items';
import type { Product } from './records/catalogue';

export const STATUS_NAMES = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
} as const;

export type OrderStatus = keyof typeof STATUS_NAMES;

const TAKES_STOCK = ['processing', 'completed', 'on-hold'];
const GIVES_STOCK_BACK = ['cancelled', 'pending'];
const COUNTS_COUPONS = ['pending', 'processing', 'completed', 'on-hold'];

const nameOf = (status: string): string => STATUS_NAMES[status as OrderStatus] ?? status;

/** Whether anything in it must still be made or sent: all but what is virtual and downloadable. */
export const needsProcessing = (books: Books, { lines }: Pick<Order, 'lines'>): boolean =>
  lines.some((line) => {
    const product = productOf(books, line);
    return product !== undefined && !(product.virtual && product.downloadable);
  });

export const needsPayment = (order: Order): boolean =>
  ['pending', 'failed', 'checkout-draft'].includes(order.status) && Number(order.total) > 0;

/** Into another status with all that hangs on it: dates, stock, coupons, the note. Saves. */
export function moveTo(books: Books, order: Order, status: string, remark = ''): Order {
  if (order.status === status) return saveOrder(books, order);
  const from = order.status;
  let moved: Order = {
    ...order,
    status,
    holdsStockUntil: status === 'pending' ? order.holdsStockUntil : null,
  };
  moved = withDates(books, moved);
  moved = withStock(books, moved);
  moved = withCoupons(books, moved);
  const text = `Order status changed from ${nameOf(from)} to ${nameOf(status)}.`;
  addNote(books, order.id, remark === '' ? text : `${remark} ${text}`);
  return saveOrder(books, moved);
}

/** A new order's status: the same, without a note that it changed. */
export function startAs(books: Books, order: Order, status: string): Order {
  return saveOrder(books, withCoupons(books, withStock(books, withDates(books, { ...order, status }))));
}

/** Paid now: payment_complete. */
export function payOrder(books: Books, order: Order, transactionId: string | undefined): Order {
  const paid = {
    ...order,
    paid: order.paid ?? books.now(),
    ...(transactionId !== undefined && { transactionId }),
  };
  return moveTo(books, paid, needsProcessing(books, order) ? 'processing' : 'completed');
}

function withDates(books: Books, order: Order): Order {
  // Cash on delivery is paid when it is delivered.
  const paidAt =
    order.paymentMethod === 'cod' || !needsProcessing(books, order)
      ? ['completed']
      : ['processing', 'completed'];
  const now = books.now();
  return {
    ...order,
    paid: order.paid ?? (paidAt.includes(order.status) ? now : null),
    completed: order.status === 'completed' ? (order.completed ?? now) : order.completed,
  };
}

function withCoupons(books: Books, order: Order): Order {
  const counts = COUNTS_COUPONS.includes(order.status);
  const gives = ['cancelled', 'failed', 'trash'].includes(order.status);
  if (counts === order.areCouponsCounted || (!counts && !gives)) return order;
  for (const { code } of order.coupons)
    countUse(books, code, counts ? 1 : -1, order.billing.email || String(order.customerId));
  return { ...order, areCouponsCounted: counts };
}

function withStock(books: Books, order: Order): Order {
  if (TAKES_STOCK.includes(order.status) && !order.isStockReduced) return reduced(books, order);
  if (GIVES_STOCK_BACK.includes(order.status) && order.isStockReduced) return increased(books, order);
  return order;
}

export const lineName = (product: Product): string => {
  const sku = product.sku === '' ? `#${product.id}` : product.sku;
  return `${product.name} (${sku})${product.type === 'variation' ? '<span class="description"></span>' : ''}`;
};

function reduced(books: Books, order: Order): Order {
  const moves: string[] = [];
  const lines = order.lines.map((line) => {
    const product = productOf(books, line);
    if (product === undefined) return line;
    const move = moveStock(books, product, -line.quantity);
    count(books, product, line.quantity);
    if (move === undefined) return line;
    moves.push(`${lineName(product)} ${move.from}&rarr;${move.to}`);
    return withReduced(books, line, line.quantity);
  });
  if (moves.length > 0) addNote(books, order.id, `Stock levels reduced: ${moves.join(', ')}`);
  return { ...order, lines, isStockReduced: true };
}

/** Sold, as the catalogue's popularity counts it. */
function count(books: Books, product: Product, quantity: number): void {
  const seller = findProduct(books, product.type === 'variation' ? product.parentId : product.id);
  if (seller !== undefined)
    books.products.set(String(seller.id), { ...seller, totalSales: seller.totalSales + quantity });
}

function increased(books: Books, order: Order): Order {
  const moves: string[] = [];
  const lines = order.lines.map((line) => {
    const taken = Number(line.meta.find(({ key }) => key === '_reduced_stock')?.value ?? 0);
    const product = productOf(books, line);
    if (product === undefined || taken === 0) return line;
    const move = moveStock(books, product, taken);
    if (move !== undefined) moves.push(`${lineName(product)} ${move.from}&rarr;${move.to}`);
    return { ...line, meta: line.meta.filter(({ key }) => key !== '_reduced_stock') };
  });
  if (moves.length > 0) addNote(books, order.id, `Stock levels increased: ${moves.join(', ')}`);
  return { ...order, lines, isStockReduced: false };
}

export function withReduced(books: Books, line: OrderLine, quantity: number): OrderLine {
  const known = line.meta.find(({ key }) => key === '_reduced_stock');
  const value = String(quantity);
  return known === undefined
    ? { ...line, meta: [...line.meta, { id: books.next('meta'), key: '_reduced_stock', value }] }
    : { ...line, meta: line.meta.map((meta) => (meta === known ? { ...meta, value } : meta)) };
}

/** Takes stock for lines that came to an order whose stock was taken already. */
export function takeForNewLines(books: Books, order: Order): Order {
  if (!order.isStockReduced) return order;
  return {
    ...order,
    lines: order.lines.map((line) => {
      const product = productOf(books, line);
      if (product === undefined || line.meta.some(({ key }) => key === '_reduced_stock')) return line;
      if (!stockHolder(books, product).managesStock) return line;
      moveStock(books, product, -line.quantity);
      return withReduced(books, line, line.quantity);
    }),
  };
}
