import { STATUS_NAMES } from '../books/order-status';
import { CURRENCIES } from '../data/currencies';
import { listSchema } from '../rest/paging';
import { asText, type JsonObject } from '../rest/rest';
import type { Argument, Schema } from '../rest/schema';

const STATUSES = ['auto-draft', ...Object.keys(STATUS_NAMES)];

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const items = (properties: Schema): Argument => ({
  type: 'array',
  items: { type: 'object', properties },
});

export const orderSchema: Schema = {
  parent_id: { type: 'integer' },
  created_via: { type: 'string' },
  status: { type: 'string', enum: STATUSES },
  currency: { type: 'string', enum: [...CURRENCIES.keys()] },
  customer_id: { type: 'integer' },
  customer_note: { type: 'string' },
  billing: {
    type: 'object',
    check: (billing) => {
      const email = asText((billing as JsonObject)['email']);
      return email === '' || EMAIL.test(email)
        ? undefined
        : { code: 'rest_invalid_email', message: 'Invalid email address.' };
    },
  },
  shipping: { type: 'object' },
  transaction_id: { type: 'string' },
  meta_data: { type: 'array' },
  line_items: items({
    quantity: { type: 'integer' },
    subtotal: { type: 'string' },
    total: { type: 'string' },
    product_id: { type: 'any' },
  }),
  shipping_lines: items({ total: { type: 'string' } }),
  fee_lines: items({ total: { type: 'string' } }),
  coupon_lines: items({ code: { type: 'string' } }),
  set_paid: { type: 'boolean' },
};

export const listing: Schema = {
  ...listSchema(['date', 'id', 'include', 'title', 'slug', 'modified']),
  status: { type: 'array', items: { type: 'string', enum: ['any', 'trash', ...STATUSES] } },
  customer: { type: 'integer' },
  product: { type: 'integer' },
};
