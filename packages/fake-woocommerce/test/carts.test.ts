import fc from 'fast-check';
import { cartSums, type CartSums } from './sums/cart-sums';
import { changedSeed } from './sums/changed-seed';
import { MARKETS } from './sums/markets';
import { placedSums } from './sums/order-sums';
import { cartPicture, orderPicture, shownCart, shownOrder } from './sums/pictures';
import { RUNS } from './sums/runs';
import { addingOf, basketOf, scene, type Scene } from './sums/scene';
import { withShopper, type Shopper } from './sums/shopper';

/** Who fetches the order is taxed at the shop, and may be offered something else there. */
function expectedSums(wanted: Scene): CartSums {
  const basket = basketOf(wanted);
  const sums = cartSums(wanted.facts, basket);
  if (!sums.chosen?.startsWith('local_pickup')) return sums;
  const fetched = cartSums(wanted.facts, { ...basket, spot: wanted.facts.home });
  const ids = ({ offers }: CartSums) => offers.map(({ method }) => method.id).join();
  fc.pre(ids(fetched) === ids(sums));
  return fetched;
}

async function fill(shopper: Shopper, { seed, items, codes, to }: Scene): Promise<void> {
  for (const item of items) await shopper.cart('POST', 'cart/add-item', addingOf(item));
  const address = seed.market.addresses[to];
  await shopper.cart('POST', 'cart/update-customer', {
    billing_address: { ...address, email: 'ann@example.com' },
    shipping_address: address,
  });
  for (const code of codes) await shopper.tryCart('POST', 'cart/apply-coupon', { code });
}

describe.each(Object.keys(MARKETS) as (keyof typeof MARKETS)[])('in %s', (market) => {
  test('a cart and the order that comes of it cost what WooCommerce’s rules say', async () => {
    await fc.assert(
      fc.asyncProperty(scene(changedSeed(market)), async (wanted) => {
        const { facts, seed, to } = wanted;
        const sums = expectedSums(wanted);
        await withShopper(seed.shop, async (shopper) => {
          await fill(shopper, wanted);
          if (sums.chosen !== undefined)
            await shopper.cart('POST', 'cart/select-shipping-rate', { package_id: 0, rate_id: sums.chosen });
          const cart = await shopper.cart('GET', 'cart');
          expect(shownCart(cart)).toEqual(cartPicture(facts, sums));

          const { order_id } = await shopper.cart('POST', 'checkout', {
            billing_address: { ...seed.market.addresses[to], email: 'ann@example.com' },
            payment_method: 'cod',
          });
          const { body: order } = await shopper.office('GET', `orders/${order_id}`);
          expect(shownOrder(facts, order)).toEqual(orderPicture(facts, placedSums(facts, sums)));
        });
      }),
      RUNS,
    );
  });
});
