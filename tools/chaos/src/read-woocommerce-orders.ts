import type { Order, Refund } from '@acp-hub/fake-woocommerce';
import { request } from 'undici';
import type { BookedOrder } from './books';

const SESSION = '_acp_hub_session';
/** What a checkout that was refused leaves behind is no order. */
const DRAFT = 'checkout-draft';
const UNPAID: readonly string[] = ['pending', 'on-hold', 'failed'];

interface WoocommerceBooks {
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
}

/** Every order of an agent's in the books of the shop that plays WooCommerce. */
export async function readWoocommerceOrders(url: string): Promise<readonly BookedOrder[]> {
  const { body } = await request(`${url}/admin/books`);
  const { orders, refunds } = (await body.json()) as WoocommerceBooks;
  return orders.flatMap(({ id, status, meta, total, paid }) => {
    if (status === DRAFT) return [];
    return [
      {
        id: String(id),
        session_id: sessionOf(meta),
        status: statusOf(status, paid),
        totals: { total: cents(total) },
        ...(paid !== null && { payment: { paid } }),
        refunds: refunds
          .filter(({ orderId }) => orderId === id)
          .map(({ amount }) => ({ amount: cents(amount) })),
      },
    ];
  });
}

function sessionOf(meta: Order['meta']): string {
  const value = meta.findLast(({ key }) => key === SESSION)?.value;
  return typeof value === 'string' ? value : 'none';
}

function statusOf(status: string, paid: number | null): string {
  if (status === 'cancelled') return 'canceled';
  return paid === null && UNPAID.includes(status) ? 'awaiting_payment' : status;
}

const cents = (decimal: string): number => Math.round(Number(decimal) * 100);
