import { isTaken, sortedForCart, taken, type Discountable } from './discounts';
import { deliveryRates, ratesOf, type Facts, type Rate, type Spot } from './facts';
import { Fraction } from './fraction';
import { added, contained, mapped, merged, ofLine, rounded, total, type ByRate } from './taxes';

export interface Item {
  readonly productId: number;
  /** 0 for what is no variation. */
  readonly variationId: number;
  readonly quantity: number;
  /** Of one, as the shop entered it. */
  readonly price: string;
  readonly isOnSale: boolean;
  readonly isVirtual: boolean;
  readonly taxStatus: 'taxable' | 'shipping' | 'none';
  readonly taxClass: string;
}

export interface Method {
  readonly id: string;
  readonly kind: 'flat_rate' | 'free_shipping' | 'local_pickup';
  readonly cost: string;
  readonly isTaxed: boolean;
  readonly minimum: string;
}

export interface Basket {
  readonly items: readonly Item[];
  readonly spot: Spot;
  /** Codes in the order in which they are tried. */
  readonly codes: readonly string[];
  readonly methods: readonly Method[];
  /** Of the rates that are offered. */
  readonly choice: number;
}

export interface LineSums {
  readonly subtotal: Fraction;
  readonly subtotalTaxes: ByRate;
  readonly total: Fraction;
  readonly taxes: ByRate;
}

/** Cents, as exact as WooCommerce has them. */
export interface CartSums {
  readonly lines: readonly LineSums[];
  /** Those that the shop took, in the order in which they were tried. */
  readonly coupons: readonly { readonly code: string; readonly off: Fraction; readonly tax: Fraction }[];
  readonly offers: readonly { readonly method: Method; readonly cost: Fraction; readonly taxes: ByRate }[];
  readonly chosen: string | undefined;
  readonly subtotal: Fraction;
  readonly subtotalTax: Fraction;
  readonly discount: Fraction;
  readonly discountTax: Fraction;
  readonly shipping: Fraction;
  /** Rounded half up, whatever prices include. */
  readonly shippingTaxes: ByRate;
  readonly itemTaxes: ByRate;
  readonly total: Fraction;
}

/** What a cart comes to by WooCommerce's rules, with nothing of the fake's. */
export function cartSums(facts: Facts, basket: Basket): CartSums {
  const before = itemPrices(facts, basket);
  const subtotal = net(
    facts,
    before.map((line) => line.subtotal),
  );
  const subtotalTax = Fraction.sum(before.map(({ taxes }) => taxOf(facts, taxes)));
  const shown = facts.showsTax ? subtotal.plus(subtotalTax) : subtotal;
  const wanted = basket.codes.map((code) => facts.coupons.find((coupon) => coupon.code === code)!);
  const coupons = wanted.filter((coupon) => isTaken(facts, coupon, before, shown));
  const applied = sortedForCart(coupons);
  const off = taken(facts, applied, before);
  const lines = before.map((line, place) => {
    const price = line.price.minus(Fraction.sum(off.map((byLine) => byLine[place]!)));
    const after = split(facts, price, line.rates);
    return {
      subtotal: line.subtotal,
      subtotalTaxes: line.taxes,
      total: after.subtotal,
      taxes: after.taxes,
    };
  });
  const couponSums = coupons.map((coupon) => {
    const byLine = off[applied.indexOf(coupon)]!;
    const tax = Fraction.sum(
      byLine.map((cents, place) => total(taxesOf(facts, cents, before[place]!.rates))),
    );
    const gross = Fraction.sum(byLine);
    return { code: coupon.code, off: facts.isGross ? gross.minus(tax) : gross, tax };
  });
  const discount = Fraction.sum(couponSums.map((coupon) => coupon.off));
  const discountTax = Fraction.sum(couponSums.map(({ tax }) => tax));
  const spent = shown
    .minus(discount)
    .minus(facts.showsTax ? discountTax : Fraction.ZERO)
    .round();
  const offers = offersOf(facts, basket, spent);
  const chosen = offers[basket.choice % Math.max(1, offers.length)];
  const shippingTaxes = mapped(chosen?.taxes ?? new Map(), (tax) =>
    facts.roundsAtSubtotal ? tax : tax.round(),
  );
  const itemTaxes = merged(lines.map(({ taxes }) => mapped(taxes, (tax) => ofLine(facts, tax))));
  const shipping = chosen?.cost ?? Fraction.ZERO;
  const items = net(
    facts,
    lines.map((line) => line.total),
  );
  return {
    lines,
    coupons: couponSums,
    offers,
    chosen: chosen?.method.id,
    subtotal,
    subtotalTax,
    discount,
    discountTax,
    shipping,
    shippingTaxes,
    itemTaxes,
    total: Fraction.sum([items, shipping, total(itemTaxes), total(shippingTaxes)]).round(),
  };
}

interface Priced extends Discountable {
  readonly rates: readonly Rate[];
  readonly subtotal: Fraction;
  readonly taxes: ByRate;
}

/** Prices that hold the home country's tax hold the buyer's instead, where that is another. */
const itemPrices = (facts: Facts, { items, spot }: Basket): readonly Priced[] =>
  items.map((item) => {
    const rates = item.taxStatus === 'taxable' ? ratesOf(facts, spot, item.taxClass) : [];
    const home = item.taxStatus === 'taxable' ? ratesOf(facts, facts.home, item.taxClass) : [];
    let price = Fraction.of(item.price)
      .times(10 ** facts.decimals)
      .times(item.quantity);
    if (facts.isGross && rates.map(({ id }) => id).join() !== home.map(({ id }) => id).join()) {
      const bare = price.minus(total(contained(price, home)));
      price = bare.plus(total(added(bare, rates)));
    }
    return {
      productIds: [item.productId, item.variationId],
      quantity: item.quantity,
      isOnSale: item.isOnSale,
      price,
      rates,
      ...split(facts, price, rates),
    };
  });

const taxesOf = (facts: Facts, price: Fraction, rates: readonly Rate[]): ByRate =>
  facts.isGross ? contained(price, rates) : added(price, rates);

function split(facts: Facts, price: Fraction, rates: readonly Rate[]): { subtotal: Fraction; taxes: ByRate } {
  const taxes = taxesOf(facts, price, rates);
  return { subtotal: facts.isGross ? price.minus(total(taxes)) : price, taxes };
}

const net = (facts: Facts, amounts: readonly Fraction[]): Fraction =>
  Fraction.sum(facts.roundsAtSubtotal ? amounts : amounts.map((amount) => amount.round()));

export const taxOf = (facts: Facts, taxes: ByRate): Fraction =>
  total(mapped(taxes, (tax) => ofLine(facts, tax)));

/** Delivery's tax is worked out on whole units. */
function offersOf(facts: Facts, { items, spot, methods }: Basket, spent: Fraction): CartSums['offers'] {
  const sent = items.filter(({ isVirtual }) => !isVirtual);
  if (sent.length === 0) return [];
  const classes = sent.filter(({ taxStatus }) => taxStatus !== 'none').map(({ taxClass }) => taxClass);
  const rates = deliveryRates(facts, spot, classes);
  const cents = 10 ** facts.decimals;
  return methods
    .filter(
      ({ kind, minimum }) =>
        kind !== 'free_shipping' || Fraction.of(minimum).times(cents).compare(spent) <= 0,
    )
    .map((method) => {
      const cost = method.kind === 'free_shipping' ? Fraction.ZERO : Fraction.of(method.cost);
      const taxes = added(cost, method.isTaxed ? rates : []);
      return { method, cost: cost.times(cents), taxes: mapped(taxes, (tax) => tax.times(cents)) };
    });
}

/** The cart's tax by rate as it itemises it: what is charged for goods, and what for their delivery, each rounded. */
export function taxLines(facts: Facts, sums: CartSums): ByRate {
  const ids = new Set([...sums.shippingTaxes.keys(), ...sums.itemTaxes.keys()]);
  return new Map(
    [...ids].map((id) => {
      const ofItems = rounded(facts, sums.itemTaxes.get(id) ?? Fraction.ZERO);
      return [id, ofItems.plus((sums.shippingTaxes.get(id) ?? Fraction.ZERO).round())];
    }),
  );
}
