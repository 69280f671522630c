import { known } from '../known';
import type { Books } from '../books/books';
import { moveTo } from '../books/order-status';
import { findOrder } from '../books/orders';
import type { Order } from '../books/records/orders';
import { asText, isTrue, restUrl, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Call, Route } from '../rest/routes';
import { links } from '../v3/links';
import { newParcel, parcelBody, parcelsOf, withParcels, type Parcel } from './parcel';
import { PROVIDERS } from './providers';

/** AST's, for a request that adds a parcel: the status its order goes into. */
const SHIPPED: Readonly<Record<string, string>> = { 1: 'completed', 2: 'partial-shipped' };

/** What the plugin adds to the REST API, where one is installed; AST answers under a name of its own too. */
export function trackingRoutes(books: Books): readonly Route[] {
  const plugin = books.shop.tracking;
  if (plugin === undefined) return [];
  const spaces = ['/wc-shipment-tracking/v3', ...(plugin === 'ast' ? ['/wc-ast/v3'] : [])];
  return spaces.flatMap((space) => routesIn(books, space));
}

function routesIn(books: Books, space: string): readonly Route[] {
  const plugin = known(books.shop.tracking);
  const base = `${space}/orders/:order_id/shipment-trackings`;
  const path = (order: Order) => `${space}/orders/${order.id}/shipment-trackings`;
  const orderOf = (call: Call): Order => {
    const order = findOrder(books, known(call.path['order_id']));
    if (order === undefined)
      throw new RestFailure(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.');
    return order;
  };
  const parcelIn = (order: Order, call: Call): Parcel => {
    const parcel = parcelsOf(order).find(({ tracking_id }) => tracking_id === call.path['key']);
    if (parcel === undefined)
      throw new RestFailure(
        404,
        'woocommerce_rest_order_shipment_tracking_invalid_id',
        'Invalid shipment tracking ID.',
      );
    return parcel;
  };
  const shown = (request: RestRequest, order: Order, parcel: Parcel): JsonObject => {
    const own = `${path(order)}/${asText(parcel['tracking_id'])}`;
    return {
      ...parcelBody(parcel),
      _links: links(request, own, path(order), { up: `/wc/v3/orders/${order.id}` }),
    };
  };
  return [
    {
      path: `${base}/providers`,
      methods: { GET: { access: 'list', handle: () => ({ body: PROVIDERS }) } },
    },
    {
      path: base,
      methods: {
        GET: {
          access: 'list',
          handle: (call) => {
            const order = orderOf(call);
            return { body: parcelsOf(order).map((parcel) => shown(call.request, order, parcel)) };
          },
        },
        POST: {
          access: 'create',
          schema: {
            tracking_number: { type: 'string', required: true },
            tracking_provider: { type: 'string' },
            date_shipped: { type: 'string' },
          },
          handle: (call) => {
            const order = orderOf(call);
            const parcel = newParcel(books, plugin, order, call.values);
            const kept = plugin === 'ast' && isTrue(call.values['replace_tracking']) ? [] : parcelsOf(order);
            const tracked = withParcels(books, order, [...kept, parcel]);
            const status = plugin === 'ast' ? SHIPPED[asText(call.values['status_shipped'])] : undefined;
            const after = status === undefined ? tracked : moveTo(books, tracked, status);
            books.announce('order.updated', order.id);
            const location = restUrl(call.request, `${path(order)}/${asText(parcel['tracking_id'])}`);
            return { status: 201, headers: { location }, body: shown(call.request, after, parcel) };
          },
        },
      },
    },
    {
      path: `${base}/:key`,
      methods: {
        GET: {
          access: 'view',
          handle: (call) => {
            const order = orderOf(call);
            return { body: shown(call.request, order, parcelIn(order, call)) };
          },
        },
        DELETE: {
          access: 'delete',
          handle: (call) => {
            const order = orderOf(call);
            const parcel = parcelIn(order, call);
            withParcels(
              books,
              order,
              parcelsOf(order).filter(({ tracking_id }) => tracking_id !== parcel['tracking_id']),
            );
            books.announce('order.updated', order.id);
            return { body: shown(call.request, order, parcel) };
          },
        },
      },
    },
  ];
}
