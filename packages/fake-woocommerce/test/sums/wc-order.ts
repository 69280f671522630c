import type { Spot } from './facts';
import type { Scene } from './scene';

/** One in four is fetched at the shop, and taxed there. */
const isFetched = ({ choice }: Scene): boolean => choice === 3;

export const spotOf = (wanted: Scene): Spot =>
  isFetched(wanted) ? wanted.facts.home : wanted.seed.market[wanted.to];

/** An order as `wc/v3` takes it. @param shipping whole units, without tax. */
export const orderBody = (wanted: Scene, shipping: string, more: object = {}): object => ({
  billing: { ...wanted.seed.market.addresses[wanted.to], email: 'ann@example.com' },
  shipping: wanted.seed.market.addresses[wanted.to],
  line_items: wanted.items.map(({ productId, variationId, quantity }) => ({
    product_id: productId,
    variation_id: variationId,
    quantity,
  })),
  shipping_lines: [
    {
      method_id: isFetched(wanted) ? 'local_pickup' : 'flat_rate',
      method_title: 'Delivery',
      total: shipping,
    },
  ],
  coupon_lines: wanted.codes.map((code) => ({ code })),
  ...more,
});
