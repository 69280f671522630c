import assert from 'node:assert/strict';
import type { Quote } from '@acp-hub/commerce';
import { checksOf } from '../check';
import type { Facts } from '../facts';
import { requestFor } from '../shopping';
import { assertExample } from './quote-assertions';

const couponsOf = (facts: Facts): NonNullable<Facts['coupons']> =>
  facts.coupons ?? assert.fail('nothing was checked: the connector declares coupons, so state facts.coupons');

const codesOf = (entries: readonly { readonly code?: string }[]) => entries.map(({ code }) => code);

/** What stands in lines, options and order must be what the discounts say they took off. */
function takenOff(quote: Quote): number {
  return quote.lines.reduce((sum, line) => sum + line.discount, quote.orderDiscount);
}

export const couponChecks = checksOf('Quote')({
  'quote.coupon_applied': {
    title: 'A valid coupon takes off what it is known to take off, and is listed as applied.',
    appliesTo: ({ coupons }) => coupons,
    async run({ first, facts }) {
      const { valid } = couponsOf(facts);
      const examples = facts.examples.filter(({ request }) => request.coupons.includes(valid));
      assert.ok(
        examples.length > 0,
        'nothing was checked: give an example with coupons.valid in facts.examples',
      );
      for (const example of examples) {
        const quote = await first.store.quote(example.request);
        assertExample(quote, example);
        assert.deepEqual(codesOf(quote.appliedDiscounts), [valid]);
        const inItems = quote.appliedDiscounts
          .flatMap(({ allocations }) => allocations)
          .filter(({ target }) => target.kind !== 'fulfillment')
          .reduce((sum, { amount }) => sum + amount, 0);
        assert.equal(inItems, takenOff(quote), 'allocations equal what lines and order lost');
      }
    },
  },
  'quote.coupon_rejected': {
    title: 'Expired, unknown and unearned coupons are rejected with their reason and take nothing off.',
    appliesTo: ({ coupons }) => coupons,
    async run({ first, facts }) {
      const { expired, minimum } = couponsOf(facts);
      const cases = [
        [expired, 'discount_code_expired'],
        [minimum, 'discount_code_minimum_not_met'],
        ['NO-SUCH-CODE', 'discount_code_invalid'],
      ] as const;
      for (const [code, reason] of cases) {
        const quote = await first.store.quote(
          requestFor(facts, [[facts.items.inStock.id, 1]], { coupons: [code] }),
        );
        assert.deepEqual(
          quote.rejectedDiscounts.map((rejected) => [rejected.code, rejected.reason]),
          [[code, reason]],
        );
        assert.deepEqual(quote.appliedDiscounts, []);
        assert.equal(takenOff(quote), 0);
      }
    },
  },
  'quote.coupons_unsupported': {
    title: 'A connector without coupons rejects every code instead of losing it.',
    appliesTo: ({ coupons }) => !coupons,
    async run({ first, facts }) {
      const quote = await first.store.quote(
        requestFor(facts, [[facts.items.inStock.id, 1]], { coupons: ['ANY-CODE'] }),
      );
      assert.deepEqual(codesOf(quote.rejectedDiscounts), ['ANY-CODE']);
    },
  },
});
