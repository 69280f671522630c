import type { SessionView } from '../session/session-view';
import { formatAmount } from '../terminal/amount';
import { alignColumns } from '../terminal/table';

const SUBTRACTED = ['items_discount', 'discount', 'store_credit'];

const LABELS: Readonly<Record<string, string>> = {
  items_base_amount: 'Items',
  items_discount: 'Discount on items',
  subtotal: 'Subtotal',
  discount: 'Discount',
  fulfillment: 'Delivery',
  tax: 'Tax',
  fee: 'Fees',
  gift_wrap: 'Gift wrap',
  tip: 'Tip',
  store_credit: 'Store credit',
  total: 'Total',
};

/** What is in the cart, at its price before discounts and tax. */
export const renderLines = (session: SessionView): string[] => alignColumns(lineCells(session));

/** Lines and totals of a session, in aligned columns. */
export function renderReceipt(session: SessionView): string[] {
  const totals = [...session.totals]
    .filter(([type, value]) => value !== 0 || type === 'total')
    .map(([type, value]) => [
      LABELS[type] ?? type,
      formatAmount(SUBTRACTED.includes(type) ? -value : value, session.currency),
    ]);
  return alignColumns([...lineCells(session), ...totals]);
}

const lineCells = ({ lines, currency }: SessionView): string[][] =>
  lines.map(({ quantity, name, itemId, amounts }) => [
    `${quantity} × ${name ?? itemId}`,
    amounts.base === undefined ? '' : formatAmount(amounts.base, currency),
  ]);

/** The options with prices, the chosen one marked. */
export function renderOptions(session: SessionView): string[] {
  return alignColumns(
    session.options.map(({ id, title, type, total }) => [
      `${session.chosen.includes(id) ? '●' : '○'} ${title}`,
      type,
      total === undefined ? '' : formatAmount(total, session.currency),
    ]),
  );
}
