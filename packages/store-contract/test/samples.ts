import type { WireQuote } from '../src';

/** A sound quote of a gross store: two lines, one coupon over both, shipping with tax. */
export const soundQuote = (): WireQuote => ({
  quote_id: 'quo_1',
  expires_at: '2026-11-23T12:30:00Z',
  currency: 'EUR',
  prices_include_tax: true,
  lines: [
    {
      item: { id: 'a', product_id: 'p', title: 'Mug', image_urls: [], options: [] },
      quantity: 2,
      unit_amount: 1190,
      base: 2000,
      discount: 200,
      tax: 342,
      total: 2142,
      stock: { status: 'in_stock', available: 5 },
      requires_shipping: true,
    },
    {
      item: { id: 'b', product_id: 'q', title: 'Book', image_urls: [], options: [] },
      quantity: 1,
      unit_amount: 1070,
      base: 1000,
      discount: 100,
      tax: 63,
      total: 963,
      stock: { status: 'low_stock', available: 1 },
      requires_shipping: true,
    },
  ],
  unknown_items: [],
  options: [{ type: 'shipping', id: 'std', title: 'Standard', net: 400, tax: 76 }],
  chosen_option_id: 'std',
  default_option_id: 'std',
  discounts: {
    applied: [
      {
        code: 'TEN',
        name: '10% off',
        amount: 300,
        automatic: false,
        percent_off: 10,
        allocations: [
          { target: 'item', item_id: 'a', amount: 200 },
          { target: 'item', item_id: 'b', amount: 100 },
        ],
      },
    ],
    rejected: [{ code: 'OLD', reason: 'expired' }],
  },
  fees: [],
  totals: {
    items_base: 3000,
    items_discount: 300,
    subtotal: 2700,
    discount: 0,
    fulfillment: 400,
    fee: 0,
    tax: 481,
    total: 3581,
  },
  address_required: false,
  messages: [],
});
