import type { Books } from '../books/books';
import type { Order } from '../books/records/orders';
import { origin, type JsonObject, type RestRequest } from '../rest/rest';

export interface Detail {
  readonly key: string;
  readonly value: string;
}

export interface Outcome {
  readonly status: 'success';
  readonly details: readonly Detail[];
}

export const receivedUrl = (request: RestRequest, { id, key }: Order): string =>
  `${origin(request)}/checkout/order-received/${id}/?key=${key}`;

export function checkoutBody(
  _books: Books,
  request: RestRequest,
  order: Order,
  outcome?: Outcome,
): JsonObject {
  const { email, phone, ...billing } = order.billing;
  return {
    order_id: order.id,
    status: order.status,
    order_key: order.key,
    order_number: String(order.id),
    customer_note: order.customerNote,
    customer_id: order.customerId,
    billing_address: { ...billing, email, phone },
    shipping_address: { ...order.shippingAddress },
    payment_method: order.paymentMethod,
    payment_result: {
      payment_status: outcome?.status ?? '',
      payment_details: (outcome?.details ?? []).map((detail) => ({ ...detail })),
      redirect_url: outcome === undefined ? '' : receivedUrl(request, order),
    },
    additional_fields: {},
    __experimentalCart: null,
    extensions: {},
  };
}
