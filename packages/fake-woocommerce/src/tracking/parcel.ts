import { createHash } from 'node:crypto';
import type { Books } from '../books/books';
import { productOf, saveOrder } from '../books/orders';
import type { Order } from '../books/records/orders';
import { withMeta } from '../books/with-meta';
import { gmt } from '../core/shop-time';
import { asText, isObject, type Json, type JsonObject } from '../rest/rest';
import { carrierOf } from './providers';

/** Where both plugins keep their parcels. */
const KEY = '_wc_shipment_tracking_items';

export type Plugin = 'shipment-tracking' | 'ast';

/** One entry of the list on the order, in the plugin's own names. */
export type Parcel = JsonObject;

export function parcelsOf(order: Order): readonly Parcel[] {
  const value = order.meta.find(({ key }) => key === KEY)?.value;
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

export const withParcels = (books: Books, order: Order, parcels: readonly Parcel[]): Order =>
  saveOrder(books, withMeta(books, order, KEY, parcels.length === 0 ? undefined : parcels));

/** A carrier the plugin knows goes by its slug; any other by the name and the link that were given. */
export function newParcel(books: Books, plugin: Plugin, order: Order, values: JsonObject): Parcel {
  const text = (name: string) => asText(values[name]);
  const number = text('tracking_number');
  const carrier = carrierOf(text('tracking_provider'));
  const shipped = text('date_shipped') === '' ? books.now() : instantOf(plugin, text('date_shipped'));
  const id = createHash('md5')
    .update(`${text('tracking_provider')}-${number}${books.now()}`)
    .digest('hex');
  const products = plugin === 'ast' ? productsOf(books, order, values) : [];
  return {
    tracking_provider: carrier?.slug ?? (plugin === 'ast' ? text('tracking_provider') : ''),
    custom_tracking_provider:
      carrier === undefined && plugin === 'shipment-tracking'
        ? text('custom_tracking_provider') || text('tracking_provider')
        : '',
    custom_tracking_link: carrier === undefined ? text('custom_tracking_link') || text('tracking_link') : '',
    tracking_number: number,
    date_shipped: String(Math.floor(shipped / 1_000)),
    tracking_id: id,
    ...(products.length > 0 && { products_list: products }),
  };
}

/** AST writes days first, Shipment Tracking as ISO does. */
function instantOf(plugin: Plugin, text: string): number {
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
  return Date.parse(plugin === 'ast' && year !== undefined ? `${year}-${month}-${day}` : text);
}

/** AST's `sku` and `qty`, which list what is in the parcel, comma by comma. */
function productsOf(books: Books, order: Order, values: JsonObject): readonly JsonObject[] {
  const [skus, quantities] = ['sku', 'qty'].map((name) =>
    asText(values[name])
      .split(',')
      .filter((one) => one !== ''),
  );
  return (skus ?? []).flatMap((sku, place) => {
    const line = order.lines.find((one) => productOf(books, one)?.sku === sku);
    if (line === undefined) return [];
    const product = String(line.variationId || line.productId);
    return [{ product, item_id: String(line.id), qty: quantities?.[place] ?? '1' }];
  });
}

/** As the plugins' endpoint answers it. */
export function parcelBody(parcel: Parcel): JsonObject {
  const text = (name: string) => asText(parcel[name]);
  const carrier = carrierOf(text('tracking_provider'));
  return {
    tracking_id: text('tracking_id'),
    tracking_provider: carrier?.name ?? (text('custom_tracking_provider') || text('tracking_provider')),
    tracking_link: carrier?.link(text('tracking_number')) ?? text('custom_tracking_link'),
    tracking_number: text('tracking_number'),
    date_shipped: gmt(Number(text('date_shipped')) * 1_000).slice(0, 10),
  };
}
