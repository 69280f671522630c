import assert from 'node:assert/strict';
import { totalsOfQuote } from '@acp-hub/commerce';
import { checksOf } from '../check';
import { expectFailure } from '../expect-failure';
import { quoteReadyToOrder, requestFor } from '../shopping';
import { assertExample, lineOf, quoteOrRefusal } from './quote-assertions';

export const quoteChecks = checksOf('Quote')({
  'quote.known_prices': {
    title: 'Known baskets cost what they are known to cost: base, tax and total, to the minor unit.',
    async run({ first, facts }) {
      const examples = facts.examples.filter(({ request }) => request.coupons.length === 0);
      assert.ok(
        examples.length > 0,
        'nothing was checked: give an example without a coupon in facts.examples',
      );
      for (const example of examples) assertExample(await first.store.quote(example.request), example);
    },
  },
  'quote.adds_up': {
    title: 'The parts of a quote sum to its total, in the currency asked for.',
    async run({ first, facts }) {
      const { inStock, second, digital, variant } = facts.items;
      const baskets = [[inStock], [inStock, second], [digital], [variant, second, digital]];
      for (const basket of baskets) {
        const request = requestFor(
          facts,
          basket.map(({ id }, index) => [id, index + 1]),
        );
        const quote = await first.store.quote(request);
        assert.equal(quote.lines.length, basket.length, 'every known item has a line');
        const summed = totalsOfQuote(quote, facts.currency);
        assert.equal(summed.kind, 'ok', `the quote does not add up: ${JSON.stringify(summed)}`);
      }
    },
  },
  'quote.gross_or_net': {
    title: 'Prices are shown as the shop shows them, gross or net; bases are net either way.',
    async run({ first, facts }) {
      const { inStock } = facts.items;
      const quote = await first.store.quote(requestFor(facts, [[inStock.id, 1]]));
      const line = lineOf(quote, inStock.id);
      assert.ok(line.tax > 0, 'nothing was checked: no tax at addresses.taxed');
      assert.equal(quote.pricesIncludeTax, facts.pricesIncludeTax, 'pricesIncludeTax');
      assert.equal(line.unitAmount, inStock.price, 'unitAmount is the price as the shop shows it');
      const shown = facts.pricesIncludeTax ? line.base - line.discount + line.tax : line.base;
      assert.equal(shown, inStock.price, `base is net of tax: base ${line.base}, tax ${line.tax}`);
    },
  },
  'quote.address_required': {
    title: 'An address is asked for exactly where something is to be delivered and none is known.',
    async run({ first, facts }) {
      const { inStock, digital } = facts.items;
      const { address, ...nowhere } = requestFor(facts, [[inStock.id, 1]]);
      const quoted = [
        await first.store.quote(nowhere),
        await first.store.quote({ ...nowhere, address: address ?? facts.addresses.taxed }),
        await first.store.quote({ ...nowhere, items: [{ id: digital.id, quantity: 1 }] }),
      ];
      assert.deepEqual(
        quoted.map(({ addressRequired }) => addressRequired),
        [true, false, false],
        'addressRequired without an address, with one, and for a download',
      );
    },
  },
  'quote.not_served': {
    title: 'Where the shop does not deliver there is no option to choose, and the quote says why.',
    async run({ first, facts }) {
      const request = requestFor(facts, [[facts.items.inStock.id, 1]], {
        address: facts.addresses.notServed,
      });
      const answer = await quoteOrRefusal(first.store, request, 'region_restricted');
      if (answer === 'refused') return;
      assert.deepEqual(answer.options, []);
      assert.equal(answer.chosenOption, undefined);
      assert.ok(
        answer.messages.some(({ type }) => type === 'error'),
        'a message of type error is missing',
      );
    },
  },
  'quote.chosen_option': {
    title: 'The chosen option is the one in effect, and the total includes its price.',
    async run({ first, facts }) {
      const request = requestFor(facts, [[facts.items.inStock.id, 1]]);
      const { quote } = await quoteReadyToOrder(first.store, request);
      assert.ok(quote.options.length > 1, 'nothing was checked: addresses.taxed has fewer than two options');
      assert.ok(
        new Set(quote.options.map(({ net, tax }) => net + tax)).size > 1,
        'all options cost the same',
      );
      const rest = new Set<number>();
      for (const { id } of quote.options) {
        const chosen = await first.store.quote({ ...request, option: id }, quote.reference);
        const option = chosen.options.find((candidate) => candidate.id === id);
        assert.ok(option, `option ${id} is no longer offered once it is chosen`);
        assert.equal(chosen.chosenOption, id);
        rest.add(chosen.total - option.net - option.tax);
      }
      assert.equal(rest.size, 1, 'total minus option must be the same whichever option is chosen');
    },
  },
  'quote.unknown_item': {
    title: 'An unknown item is named as such, and the others are priced.',
    async run({ first, facts }) {
      const { inStock } = facts.items;
      const quote = await first.store.quote(
        requestFor(facts, [
          [facts.unknownItem, 1],
          [inStock.id, 1],
        ]),
      );
      assert.deepEqual(quote.unknownItems, [facts.unknownItem]);
      assert.deepEqual(
        quote.lines.map(({ item }) => item.id),
        [inStock.id],
      );
    },
  },
  'quote.stock': {
    title: 'A quote tells what is out of stock or short.',
    appliesTo: ({ stock }) => stock !== 'unchecked',
    async run({ first, facts }) {
      const { outOfStock, limited, inStock } = facts.items;
      const stockOf = async (id: typeof inStock.id, quantity: number) =>
        lineOf(await first.store.quote(requestFor(facts, [[id, quantity]])), id).stock;
      assert.equal((await stockOf(outOfStock.id, 1)).status, 'out_of_stock');
      assert.notEqual((await stockOf(inStock.id, 1)).status, 'out_of_stock');
      const short = await stockOf(limited.id, limited.available + 1);
      assert.ok(
        short.status === 'out_of_stock' || short.available === limited.available,
        `asking for more than there is must show: ${JSON.stringify(short)}`,
      );
    },
  },
  'quote.reference_is_a_cache': {
    title: 'A quote depends on its request alone: an old, foreign or senseless reference changes nothing.',
    async run({ first, second, facts }) {
      const { inStock, second: other, digital } = facts.items;
      const request = requestFor(facts, [[inStock.id, 2]]);
      const expected = await first.store.quote(request);
      const coupons = facts.coupons === undefined ? [] : [facts.coupons.valid];
      const fuller = requestFor(
        facts,
        [
          [inStock.id, 3],
          [other.id, 1],
          [digital.id, 1],
        ],
        { coupons },
      );
      const references = [
        (await first.store.quote(fuller)).reference,
        (await second.store.quote(requestFor(facts, [[facts.foreignItem.id, 1]]))).reference,
        'no-such-reference',
      ];
      for (const reference of references) {
        const { total, lines, appliedDiscounts } = await first.store.quote(request, reference);
        assert.deepEqual(
          { total, items: lines.map(({ item, quantity }) => [item.id, quantity]), appliedDiscounts },
          { total: expected.total, items: [[inStock.id, 2]], appliedDiscounts: [] },
          `quoted with the reference ${reference ?? '(none)'}`,
        );
      }
    },
  },
  'quote.other_currency': {
    title: 'A currency the shop does not sell in is refused, never relabelled.',
    async run({ first, facts }) {
      const request = requestFor(facts, [[facts.items.inStock.id, 1]], { currency: facts.otherCurrency });
      await expectFailure(first.store.quote(request), 'quoting in a foreign currency', [
        'config',
        'rejected',
        'unsupported',
      ]);
    },
  },
});
