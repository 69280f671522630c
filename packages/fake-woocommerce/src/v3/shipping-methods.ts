import type { ShippingMethod } from '../shop/definition';
import type { JsonObject } from '../rest/rest';

export const METHOD_TITLES = {
  flat_rate: ['Flat rate', 'A fixed price for delivery.'],
  free_shipping: ['Free shipping', 'Delivery for nothing, by coupon or minimum spend.'],
  local_pickup: ['Local pickup', 'The buyer fetches the order.'],
  pickup_location: ['Local pickup', 'The buyer chooses where to fetch the order.'],
} as const;

export function methodBody(method: ShippingMethod, index: number): JsonObject {
  const [title, description] = METHOD_TITLES[method.method_id];
  const field = (
    id: string,
    type: string,
    value: string,
    initial: string,
    options?: readonly string[],
  ): JsonObject => ({
    id,
    label: id,
    description: '',
    type,
    value,
    default: initial,
    tip: '',
    placeholder: '',
    ...(options && { options: Object.fromEntries(options.map((option) => [option, option])) }),
  });
  const own: JsonObject =
    method.method_id === 'free_shipping'
      ? {
          requires: field('requires', 'select', method.requires, '', [
            '',
            'coupon',
            'min_amount',
            'either',
            'both',
          ]),
          min_amount: field('min_amount', 'text', method.min_amount, ''),
          ignore_discounts: field('ignore_discounts', 'checkbox', method.ignore_discounts, 'no'),
        }
      : {
          tax_status: field('tax_status', 'select', method.tax_status, 'taxable', ['taxable', 'none']),
          cost: field('cost', 'text', method.cost, ''),
        };
  return {
    id: method.instance_id,
    instance_id: method.instance_id,
    title: method.title,
    order: index + 1,
    enabled: method.enabled,
    method_id: method.method_id,
    method_title: title,
    method_description: description,
    settings: { title: field('title', 'text', method.title, title), ...own },
  };
}
