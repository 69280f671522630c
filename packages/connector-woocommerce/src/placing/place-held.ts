import { ConnectorError, type PlacedOrder, type PlaceOrder } from '@acp-hub/connector';
import { z } from 'zod';
import { order, type WooOrder } from '../orders/order-schema';
import { currencyOf, readPlacedOrder, totalOf } from '../orders/read-order';
import type { PricedCart } from '../quote/quote-at-shop';
import { rejection, unexpected } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { writeOrder } from './write-order';

const draft = z.object({ new_draft_order_id: z.number() });

/**
 * Writes the unpaid order by `wc/v3`, which checks next to nothing and computes it anew: what comes out is held against
 * what the buyer accepted, and taken away again where it differs by as little as a unit.
 */
export async function placeHeld(shop: Shop, placing: PlaceOrder, priced: PricedCart): Promise<PlacedOrder> {
  const body = writeOrder(placing, priced);
  const answer = await shop.rest.call({ method: 'POST', path: 'orders', body, answer: order });
  if (answer.kind === 'refused') throw await refused(shop, answer);
  const own = answer.value;
  const difference = differenceOf(own, placing);
  if (difference === undefined) return readPlacedOrder(own, { refunds: [], shipments: [] });
  await remove(shop, own.id);
  throw rejection(
    { code: 'amount_mismatch' },
    `The shop’s order is not its cart: ${difference}. A plugin counts orders in another way; with the companion plugin the shop’s own checkout places them. Nothing was placed.`,
  );
}

/** A coupon refused here was good in the cart a moment ago; the draft that WooCommerce leaves behind goes. */
async function refused(shop: Shop, refusal: RestRefusal): Promise<ConnectorError> {
  const left = draft.safeParse(refusal.data);
  if (left.success) await remove(shop, left.data.new_draft_order_id);
  if (refusal.code === 'woocommerce_rest_invalid_coupon')
    return rejection({ code: 'price_changed' }, `A coupon no longer holds: ${refusal.message}`, refusal);
  return unexpected('the order', refusal);
}

function differenceOf(own: WooOrder, { expectedTotal, request }: PlaceOrder): string | undefined {
  if (currencyOf(own) !== expectedTotal.currency) return `it is in ${own.currency}`;
  if (totalOf(own) !== expectedTotal.amount)
    return `it comes to ${totalOf(own)} instead of ${expectedTotal.amount} (minor units of ${own.currency})`;
  const units = own.line_items.reduce((sum, { quantity }) => sum + quantity, 0);
  const wanted = request.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return units === wanted ? undefined : `it has ${units} units instead of ${wanted}`;
}

/** @throws ConnectorError with outcome `unknown` where the order may still stand: then it is looked up, and cancelled. */
async function remove({ rest }: Shop, id: number): Promise<void> {
  const query = { force: true };
  const answer = await rest.call({ method: 'DELETE', path: `orders/${id}`, query, answer: z.unknown() });
  if (answer.kind === 'refused' && answer.status !== 404 && answer.status !== 410)
    throw new ConnectorError(
      { kind: 'transient' },
      `An order that must not stand (${id}) could not be deleted: ${answer.message}`,
      'unknown',
      { status: answer.status },
    );
}
