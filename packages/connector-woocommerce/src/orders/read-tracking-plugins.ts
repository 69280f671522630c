import { compact, type Shipment } from '@acp-hub/commerce';
import { z } from 'zod';
import { itemOfLine } from './item-of-line';
import type { WooOrder } from './order-schema';
import { placedItems } from './own-meta';

/** What WooCommerce Shipment Tracking and Advanced Shipment Tracking (AST) both keep on the order, and `wc/v3` shows. */
const TRACKING = '_wc_shipment_tracking_items';

const text = z.string().catch('');

const entry = z.object({
  tracking_provider: text,
  custom_tracking_provider: text,
  tracking_number: text,
  custom_tracking_link: text,
  /** AST's. */
  formatted_tracking_link: text,
  ast_tracking_link: text,
  tracking_id: text,
  /** Unix time, as a number or as text; some versions write a date. */
  date_shipped: z.union([z.string(), z.number()]).catch(''),
  /** AST for parcels that hold a part of the order; `product` is the id of what was sold. */
  products_list: z
    .array(
      z.object({
        item_id: z.coerce.number().catch(0),
        product: z.coerce.number().catch(0),
        qty: z.coerce.number(),
      }),
    )
    .catch([]),
});

type Entry = z.infer<typeof entry>;

const first = (...candidates: readonly string[]): string | undefined =>
  candidates.find((each) => each !== '');

/** Parcels as the two plugins note them. */
export function trackedByPlugins(order: WooOrder): Shipment[] {
  const noted = order.meta_data.findLast(({ key }) => key === TRACKING)?.value;
  const entries = z.array(entry).catch([]).parse(noted);
  return entries.map((parcel, index) =>
    compact({
      id: first(parcel.tracking_id) ?? `tracking-${index}`,
      type: 'shipping',
      status: 'shipped',
      items: itemsOf(parcel, order),
      carrier: first(parcel.custom_tracking_provider, parcel.tracking_provider),
      trackingNumber: first(parcel.tracking_number),
      trackingUrl: first(
        parcel.custom_tracking_link,
        parcel.formatted_tracking_link,
        parcel.ast_tracking_link,
      ),
      occurredAt:
        shippedAt(parcel.date_shipped) ?? shippedAt(order.date_modified_gmt ?? '') ?? order.date_created_gmt,
    }),
  );
}

function itemsOf({ products_list: some }: Entry, order: WooOrder): Shipment['items'] {
  const placed = placedItems(order);
  if (some.length === 0)
    return order.line_items.map((line) => ({ itemId: itemOfLine(line, placed), quantity: line.quantity }));
  return some.flatMap(({ item_id, product, qty }) => {
    const line = order.line_items.find(
      ({ id, product_id, variation_id }) => id === item_id || [product_id, variation_id].includes(product),
    );
    return line === undefined || qty <= 0 ? [] : [{ itemId: itemOfLine(line, placed), quantity: qty }];
  });
}

function shippedAt(value: string | number): string | undefined {
  const isUnix = /^\d{9,11}$/.test(String(value));
  const moment = isUnix
    ? Number(value) * 1_000
    : Date.parse(/T/.test(String(value)) ? `${value}Z` : String(value));
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}
