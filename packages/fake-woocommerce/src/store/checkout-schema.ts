import type { Books } from '../books/books';
import { asText, isObject, type Json } from '../rest/rest';
import type { Schema } from '../rest/schema';
import { addressComplaint, isEmail, readAddress } from './addresses';
import { NO_ADDRESS, NO_BILLING } from '../books/orders';

export function checkoutSchema(books: Books): Schema {
  const address = (blank: typeof NO_ADDRESS | typeof NO_BILLING) => ({
    type: 'object' as const,
    check: (value: Json) => {
      const read = readAddress(blank, value);
      const email = isObject(value) ? asText(value['email']) : '';
      if ('email' in blank && email !== '' && !isEmail(email))
        return { code: 'invalid_email', message: 'The provided email address is not valid' };
      return addressComplaint(read);
    },
  });
  return {
    billing_address: { ...address(NO_BILLING), required: true },
    shipping_address: address(NO_ADDRESS),
    customer_note: { type: 'string' },
    payment_method: { type: 'string', enum: ['', ...[...books.gateways.values()].map(({ id }) => id)] },
    payment_data: { type: 'array', items: { type: 'object' } },
  };
}
