import type { Facts } from './facts';
import { Fraction, smallest } from './fraction';

type Coupon = Facts['coupons'][number];

/** One line as coupons see it: its whole price in cents, as prices are entered. */
export interface Discountable {
  readonly productIds: readonly number[];
  readonly quantity: number;
  readonly isOnSale: boolean;
  readonly price: Fraction;
}

/** Cents that each coupon takes from each line, by place. */
export type Taken = readonly (readonly Fraction[])[];

/** Coupons in a cart: those of products, then percentages, then those of the cart; small ones first. */
export const sortedForCart = (coupons: readonly Coupon[]): readonly Coupon[] => {
  const kinds = ['fixed_product', 'percent', 'fixed_cart'];
  return coupons.toSorted(
    (a, b) =>
      kinds.indexOf(a.discount_type) - kinds.indexOf(b.discount_type) ||
      Number(a.amount) - Number(b.amount) ||
      b.id - a.id,
  );
};

/** What coupons take, one after the other. @returns by coupon in the order given, then by line. */
export function taken(facts: Facts, coupons: readonly Coupon[], lines: readonly Discountable[]): Taken {
  const left = lines.map(({ price }) => price);
  const places = lines
    .map((_, place) => place)
    .toSorted((a, b) => {
      const weight = (place: number) => lines[place]!.price.times(lines[place]!.quantity);
      return weight(b).compare(weight(a));
    });
  return coupons.map((coupon) => {
    const off = lines.map(() => Fraction.ZERO);
    const take = (place: number, wanted: Fraction): Fraction => {
      const got = smallest(left[place]!.round(), wanted);
      off[place] = off[place]!.plus(got);
      left[place] = left[place]!.minus(got);
      return got;
    };
    const isOpen = (place: number) => left[place]!.round().compare(Fraction.ZERO) > 0;
    const fitting = places.filter((place) => isOpen(place) && fits(coupon, lines[place]!));
    const units = (place: number) => lines[place]!.quantity;
    const pennies = (amount: Fraction, from: readonly number[]) => {
      let rest = amount;
      for (const place of from.flatMap((one) => Array<number>(units(one)).fill(one)))
        if (rest.compare(Fraction.ZERO) > 0) rest = rest.minus(take(place, Fraction.of(1)));
    };
    const amount = Fraction.of(coupon.amount);
    const cents = amount.times(10 ** facts.decimals);
    switch (coupon.discount_type) {
      case 'fixed_product':
        for (const place of fitting) take(place, cents.times(units(place)));
        break;
      case 'percent': {
        const part = amount.over(Fraction.of(100));
        const prices = fitting.map((place) => lines[place]!.price.round());
        const got = fitting.map((place, index) => take(place, prices[index]!.times(part).floor()));
        pennies(Fraction.sum(prices).times(part).round(0, 'down').minus(Fraction.sum(got)), fitting);
        break;
      }
      case 'fixed_cart': {
        let rest = cents;
        for (let open = fitting; open.length > 0; open = open.filter(isOpen)) {
          const each = rest.over(Fraction.of(open.reduce((all, place) => all + units(place), 0))).floor();
          if (each.compare(Fraction.ZERO) <= 0) {
            pennies(rest, open);
            break;
          }
          rest = rest.minus(Fraction.sum(open.map((place) => take(place, each.times(units(place))))));
          if (rest.compare(Fraction.ZERO) <= 0) break;
        }
      }
    }
    return off;
  });
}

/** A coupon of the cart takes from everything in it. */
const fits = (coupon: Coupon, line: Discountable): boolean => {
  if (coupon.discount_type === 'fixed_cart') return true;
  const { product_ids = [] } = coupon;
  const isListed = product_ids.length === 0 || line.productIds.some((id) => product_ids.includes(id));
  return isListed && !(coupon.exclude_sale_items === true && line.isOnSale);
};

/** Whether the shop takes the coupon. @param subtotal in cents, as the shop compares it with a minimum. */
export function isTaken(
  facts: Facts,
  coupon: Coupon,
  lines: readonly Discountable[],
  subtotal: Fraction,
): boolean {
  if (coupon.date_expires !== undefined) return false;
  const minimum = Fraction.of(coupon.minimum_amount ?? '0').times(10 ** facts.decimals);
  return minimum.compare(subtotal) <= 0 && lines.some((line) => fits(coupon, line));
}
