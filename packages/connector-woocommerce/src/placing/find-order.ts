import type { PlacedOrder } from '@acp-hub/connector';
import { justBefore } from '../dates';
import { partsOf } from '../orders/get-order';
import { order, orders, type WooOrder } from '../orders/order-schema';
import { CREATED_VIA, keyOf } from '../orders/own-meta';
import { readPlacedOrder } from '../orders/read-order';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { Attempts } from './attempts';

const PAGE = 100;
/** How far the shop's clock may be from ours. */
const CLOCKS_APART_MS = 24 * 60 * 60 * 1_000;
/** A draft is left behind where the shop refused the order halfway. */
const NO_ORDER = new Set(['checkout-draft', 'auto-draft', 'trash']);

/**
 * The order placed under a key, in whatever state. By its number where that is known, else among the hub's orders since
 * the key was first used, newest first: WooCommerce finds nothing by meta.
 */
export async function findOrder(shop: Shop, key: string): Promise<PlacedOrder | undefined> {
  const found = shop.companionSecret === undefined ? await search(shop, key) : await askPlugin(shop, key);
  return found === undefined ? undefined : readPlacedOrder(found, await partsOf(shop, found));
}

async function search(shop: Shop, key: string): Promise<WooOrder | undefined> {
  const attempt = await new Attempts(shop.context).find(key);
  if (attempt?.orderId !== undefined) {
    const own = await shop.rest.call({ method: 'GET', path: `orders/${attempt.orderId}`, answer: order });
    if (own.kind === 'ok' && isOf(own.value, key)) return own.value;
  }
  const since = attempt === undefined ? shop.context.clock.now().getTime() : Date.parse(attempt.since);
  const after = justBefore(new Date(since - CLOCKS_APART_MS).toISOString());
  for (let page = 1; ; page += 1) {
    const query = {
      created_via: CREATED_VIA,
      after,
      dates_are_gmt: true,
      per_page: PAGE,
      page,
      orderby: 'id',
      order: 'desc',
    };
    const answer = await shop.rest.call({ method: 'GET', path: 'orders', query, answer: orders });
    if (answer.kind === 'refused') throw unexpected('its orders', answer);
    const found = answer.value.find((own) => isOf(own, key));
    if (found !== undefined || page >= answer.pages) return found;
  }
}

async function askPlugin({ rest }: Shop, key: string): Promise<WooOrder | undefined> {
  const answer = await rest.call({
    method: 'GET',
    namespace: 'wc-acp-hub/v1',
    path: 'orders',
    query: { key },
    answer: orders,
  });
  if (answer.kind === 'refused') throw unexpected('to look an order up', answer);
  return answer.value.find((own) => isOf(own, key));
}

const isOf = (own: WooOrder, key: string): boolean => keyOf(own) === key && !NO_ORDER.has(own.status);
