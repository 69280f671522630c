import { known } from '../known';
import type { Books } from '../books/books';
import { availableGateways } from './cart-view';
import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import { paymentDetails, type PaymentDetails } from './payment';

export function gatewayOf(books: Books, values: JsonObject): { id: string; title: string } {
  const id = asText(values['payment_method']);
  if (id === '')
    throw new RestFailure(
      400,
      'woocommerce_rest_checkout_missing_payment_method',
      'No payment method provided.',
    );
  const gateway = known(books.gateways.get(id));
  const isOpen =
    id === 'acp_hub'
      ? gateway.enabled && paymentData(values).proof(books) !== undefined
      : availableGateways(books).includes(id);
  if (!isOpen)
    throw new RestFailure(
      400,
      'woocommerce_rest_checkout_payment_method_disabled',
      `${gateway.title} is not available for this order—please choose a different payment method`,
    );
  return { id, title: gateway.title };
}

export const paymentData = (values: JsonObject): PaymentDetails =>
  paymentDetails(
    (Array.isArray(values['payment_data']) ? (values['payment_data'] as readonly Json[]) : []).filter(
      isObject,
    ),
  );
