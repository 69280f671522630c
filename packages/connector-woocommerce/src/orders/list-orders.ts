import type { OrderSnapshot } from '@acp-hub/commerce';
import type { Page } from '@acp-hub/connector';
import { justBefore, wholeSecond } from '../dates';
import { rejection, unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { keepWebhooksOn } from '../webhooks/register';
import { snapshotOf } from './get-order';
import { orders } from './order-schema';
import { CREATED_VIA, keyOf } from './own-meta';

const PAGE = 100;

/**
 * The hub's orders that changed since; those that others placed are none of its business. In the order of their ids,
 * so that one that changes meanwhile moves nobody to a page that was read.
 */
export async function listOrders(
  shop: Shop,
  { updatedSince, cursor = '1' }: { readonly updatedSince: string; readonly cursor?: string },
): Promise<Page<OrderSnapshot>> {
  const page = Number(cursor);
  if (!Number.isInteger(page) || page < 1)
    throw rejection({ code: 'other' }, 'The cursor is none of this shop’s orders: begin without one.');
  if (page === 1) await keepWebhooksOn(shop);
  const query = {
    created_via: CREATED_VIA,
    modified_after: justBefore(updatedSince),
    dates_are_gmt: true,
    per_page: PAGE,
    page,
    orderby: 'id',
    order: 'asc',
  };
  const found = await shop.rest.call({ method: 'GET', path: 'orders', query, answer: orders });
  if (found.kind === 'refused') throw unexpected('its orders', found);
  const items: OrderSnapshot[] = [];
  for (const own of found.value)
    if (keyOf(own) !== undefined && own.status !== 'checkout-draft') items.push(await snapshotOf(shop, own));
  const from = wholeSecond(updatedSince);
  return {
    items: items.filter(({ updatedAt }) => Date.parse(updatedAt) >= from),
    ...(page < found.pages && { nextCursor: String(page + 1) }),
  };
}
