import { compact, type Shipment } from '@acp-hub/commerce';
import { z } from 'zod';
import { utc } from '../dates';
import type { Shop } from '../shop/shop';
import { itemOfLine } from './item-of-line';
import type { WooOrder } from './order-schema';
import { metaOf, placedItems } from './own-meta';

/** Core's own fulfilments (10.1 and later, behind a flag) say on the order that there are some. */
const STATUS = '_fulfillment_status';
const NONE = new Set(['', 'no_fulfillments', 'unfulfilled']);

const fulfilment = z.object({
  id: z.number(),
  is_fulfilled: z.boolean().catch(false),
  date_updated: z.string().nullish(),
  date_deleted: z.string().nullish(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]),
});

const list = z.array(fulfilment);
const answer = z.union([
  list,
  z.object({ fulfillments: list }).transform(({ fulfillments }) => fulfillments),
]);
const units = z.array(z.object({ item_id: z.coerce.number(), qty: z.coerce.number() })).catch([]);

type Fulfilment = z.infer<typeof fulfilment>;

/** Parcels as WooCommerce itself keeps them; one call, and only for an order that has any. */
export async function fetchFulfilments({ rest }: Shop, order: WooOrder): Promise<Shipment[]> {
  if (NONE.has(metaOf(order, STATUS) ?? '')) return [];
  const path = `orders/${order.id}/fulfillments`;
  const found = await rest.call({ method: 'GET', path, answer });
  if (found.kind === 'refused') return [];
  return found.value
    .filter(({ is_fulfilled, date_deleted }) => is_fulfilled && !date_deleted)
    .map((each) => readFulfilment(each, order));
}

function readFulfilment(own: Fulfilment, order: WooOrder): Shipment {
  const value = (key: string) => own.meta_data.find((entry) => entry.key === key)?.value;
  const text = (...keys: readonly string[]) =>
    keys.map(value).find((found): found is string => typeof found === 'string' && found !== '');
  const placed = placedItems(order);
  return compact({
    id: `fulfillment-${own.id}`,
    type: 'shipping',
    status: 'shipped',
    items: units.parse(value('_items')).flatMap(({ item_id, qty }) => {
      const line = order.line_items.find(({ id }) => id === item_id);
      return line === undefined || qty <= 0 ? [] : [{ itemId: itemOfLine(line, placed), quantity: qty }];
    }),
    carrier: text('_shipping_provider', '_shipment_provider', '_provider_name'),
    trackingNumber: text('_tracking_number'),
    trackingUrl: text('_tracking_url'),
    occurredAt: utc(
      (own.date_updated ?? order.date_modified_gmt ?? order.date_created_gmt).replace(' ', 'T'),
    ),
  });
}
