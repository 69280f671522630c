import { compact, type Currency, type PlatformRefund } from '@acp-hub/commerce';
import { readDecimal } from '../amounts';
import { utc } from '../dates';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { itemOfLine } from './item-of-line';
import { refunds, type WooOrder, type WooRefund } from './order-schema';
import { placedItems } from './own-meta';
import { currencyOf } from './read-order';
import { readReason } from './refund-mark';

/** All refunds of an order, oldest first; no call where the order says that there are none. */
export async function fetchRefunds({ rest }: Shop, order: WooOrder): Promise<readonly WooRefund[]> {
  if (order.refunds.length === 0) return [];
  const query = { per_page: 100, orderby: 'id', order: 'asc' };
  const found = await rest.call({
    method: 'GET',
    path: `orders/${order.id}/refunds`,
    query,
    answer: refunds,
  });
  if (found.kind === 'refused') throw unexpected('the refunds of an order', found);
  return found.value;
}

/** WooCommerce counts units and sums of a refund below zero. */
export function readRefund(own: WooRefund, order: WooOrder): PlatformRefund {
  const currency: Currency = currencyOf(order);
  const placed = placedItems(order);
  const mark = readReason(own.reason ?? '');
  return compact({
    id: String(own.id),
    amount: Math.abs(readDecimal(own.amount, currency) ?? 0),
    items: own.line_items.flatMap((line) => {
      const quantity = Math.abs(line.quantity);
      return quantity === 0 ? [] : [{ itemId: itemOfLine(line, placed), quantity }];
    }),
    reason: mark === undefined ? own.reason || undefined : mark.reason,
    reference: mark?.reference,
    occurredAt: utc(own.date_created_gmt),
  });
}

/** A refund of nothing is a note of the back office. */
export const isRefund = ({ amount }: Pick<PlatformRefund, 'amount'>): boolean => amount > 0;
