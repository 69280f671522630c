/** What is measured, in the order in which it is shown. */
export const operations = ['create', 'update', 'get', 'replay', 'complete'] as const;

export type Operation = (typeof operations)[number];

/** Requests under way at any moment. */
export const CONNECTIONS = 32;

export const newCheckout = {
  line_items: [{ id: 'sku-1', quantity: 2 }],
  currency: 'usd',
  capabilities: {},
  buyer: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
  fulfillment_details: {
    name: 'Ada Lovelace',
    address: {
      name: 'Ada Lovelace',
      line_one: '1 Main St',
      city: 'Springfield',
      state: 'CA',
      country: 'US',
      postal_code: '94105',
    },
  },
};

export const changedOption = (round: number) => ({
  selected_fulfillment_options: [
    { type: 'shipping', option_id: round % 2 === 0 ? 'express' : 'standard', item_ids: ['sku-1'] },
  ],
});

export const payment = {
  payment_data: {
    handler_id: 'card',
    instrument: { type: 'card', credential: { type: 'spt', token: 'spt_bench_0123456789abcdef' } },
  },
};
