import fc from 'fast-check';
import { changedSeed } from './sums/changed-seed';
import { MARKETS } from './sums/markets';
import { orderSums } from './sums/order-sums';
import { orderPicture, shownOrder } from './sums/pictures';
import { RUNS } from './sums/runs';
import { scene } from './sums/scene';
import { withShopper } from './sums/shopper';
import { orderBody, spotOf } from './sums/wc-order';

describe.each(Object.keys(MARKETS) as (keyof typeof MARKETS)[])('in %s', (market) => {
  test('an order over wc/v3 costs what WooCommerce’s rules say, and coupons that do not apply are refused', async () => {
    const shipping = fc.integer({ min: 0, max: 5_000 });
    await fc.assert(
      fc.asyncProperty(scene(changedSeed(market)), shipping, async (wanted, minor) => {
        const { facts, items, codes } = wanted;
        const cost = (minor / 10 ** facts.decimals).toFixed(facts.decimals);
        const sums = orderSums(facts, { items, codes, spot: spotOf(wanted), shipping: cost });
        await withShopper(wanted.seed.shop, async ({ office }) => {
          const { status, body } = await office('POST', 'orders', orderBody(wanted, cost));
          if ('refused' in sums) {
            expect({ status, code: body.code }).toEqual({
              status: 400,
              code: 'woocommerce_rest_invalid_coupon',
            });
            expect(body.message).toContain(`&quot;${sums.refused}&quot;`);
          } else expect(shownOrder(facts, body)).toEqual(orderPicture(facts, sums));
        });
      }),
      RUNS,
    );
  });
});
