/** Requests in the newest version, for readers to start from. */
export const exampleCheckout = {
  line_items: [{ id: 'ember-stove', quantity: 1 }],
  currency: 'usd',
  capabilities: {},
  buyer: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
  fulfillment_details: {
    name: 'Ada Lovelace',
    address: {
      name: 'Ada Lovelace',
      line_one: '1 Main Street',
      city: 'Portland',
      state: 'OR',
      country: 'US',
      postal_code: '97201',
    },
  },
};

export const exampleUpdate = {
  selected_fulfillment_options: [{ type: 'shipping', option_id: 'express', item_ids: ['ember-stove'] }],
};

export const exampleCompletion = {
  payment_data: {
    handler_id: 'card_sandbox',
    instrument: { type: 'card', credential: { type: 'spt', token: 'tok_sandbox_ok' } },
  },
};
