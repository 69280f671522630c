import { handOff, quote, quoteSumProblems } from '@acp-hub/store-contract';
import type { Check } from '../verify/check';
import { CheckSkipped, ensure } from '../verify/verdict';
import { ensureAnswer, quoteFor, type StoreContext } from './context';
import { ensureStoreError } from './store-client';

export const quoteChecks: readonly Check<StoreContext>[] = [
  {
    id: 'quote.schema',
    sentence: 'prices a basket as the contract has it, with at least one option',
    source: 'POST /quotes',
    async run(context) {
      const { lines, options } = await quoteFor(context);
      ensure(lines.length === 1, `one item asked for, ${lines.length} lines answered`);
      ensure(options.length > 0, 'there is no way to deliver');
    },
  },
  {
    id: 'quote.sums',
    sentence: 'adds up: lines, discounts, option, tax and total',
    source: 'POST /quotes, schema Totals',
    async run(context) {
      for (const quantity of [1, 3]) {
        const problems = quoteSumProblems(await quoteFor(context, quantity));
        ensure(problems.length === 0, problems.join('; '));
      }
    },
  },
  {
    id: 'quote.unknown-item',
    sentence: 'lists an item it does not sell under unknown_items',
    source: 'POST /quotes',
    async run({ call }) {
      const body = { items: [{ id: 'no-such-item', quantity: 1 }], coupons: [] };
      const exchange = await call('createQuote', { body });
      const { unknown_items } = ensureAnswer(exchange, 200, quote);
      ensure(unknown_items.includes('no-such-item'), 'it is not listed', exchange);
    },
  },
  {
    id: 'quote.unknown-coupon',
    sentence: 'rejects a coupon it does not know, with a reason',
    source: 'POST /quotes',
    async run(context) {
      const { discounts } = await quoteFor(context, 1, ['NO-SUCH-CODE']);
      ensure(discounts.rejected.length === 1, 'the coupon is not rejected');
    },
  },
  {
    id: 'quote.invalid',
    sentence: 'answers 400 invalid_request to half an item',
    source: 'POST /quotes',
    async run({ call }) {
      const body = { items: [{ id: 'x', quantity: 0.5 }], coupons: [] };
      ensureStoreError(await call('createQuote', { body }), [400], 'invalid_request');
    },
  },
  {
    id: 'quote.hand-off',
    sentence: 'makes a link where the buyer finishes on the own site',
    source: 'POST /quotes/{id}/hand-off',
    async run(context) {
      const { quote_id } = await quoteFor(context);
      const exchange = await context.call('handOffQuote', { id: quote_id });
      if (exchange.status === 501) throw new CheckSkipped('needs a store that can hand a buyer over');
      ensureAnswer(exchange, 200, handOff);
    },
  },
];
