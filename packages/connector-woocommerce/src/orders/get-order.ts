import type { OrderSnapshot } from '@acp-hub/commerce';
import type { ConnectorError } from '@acp-hub/connector';
import { rejection } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { fetchFulfilments } from './fetch-fulfilments';
import { fetchRefunds, isRefund, readRefund } from './fetch-refunds';
import { fetchTracking } from './fetch-tracking';
import { order, type WooOrder } from './order-schema';
import { readOrder, type OrderParts } from './read-order';

export const notFound = (id: string, refusal?: RestRefusal): ConnectorError =>
  rejection({ code: 'order_not_found' }, `The shop has no order ${id}.`, refusal);

/** @throws ConnectorError `order_not_found` for an order that was deleted for good, too. */
export async function fetchOrder({ rest }: Shop, id: string): Promise<WooOrder> {
  if (!/^[1-9]\d{0,15}$/.test(id)) throw notFound(id);
  const found = await rest.call({ method: 'GET', path: `orders/${id}`, answer: order });
  if (found.kind === 'refused') throw notFound(id, found);
  return found.value;
}

/** What stands beside the order; asks only for what the order says it has. */
export async function partsOf(shop: Shop, own: WooOrder): Promise<OrderParts> {
  const refunds = await fetchRefunds(shop, own);
  return {
    refunds: refunds.map((each) => readRefund(each, own)).filter(isRefund),
    shipments: [...(await fetchTracking(shop, own)), ...(await fetchFulfilments(shop, own))],
  };
}

export const snapshotOf = async (shop: Shop, own: WooOrder): Promise<OrderSnapshot> =>
  readOrder(own, await partsOf(shop, own));

export const getOrder = async (shop: Shop, id: string): Promise<OrderSnapshot> =>
  snapshotOf(shop, await fetchOrder(shop, id));
