import type { CartSums, Item } from './cart-sums';
import { isTaken, taken, type Discountable } from './discounts';
import { deliveryRates, ratesOf, type Facts, type Rate, type Spot } from './facts';
import { Fraction } from './fraction';
import { added, contained, mapped, merged, ofLine, rounded, six, total, type ByRate } from './taxes';

interface OrderLine {
  readonly subtotal: Fraction;
  readonly subtotalTax: Fraction;
  readonly total: Fraction;
  readonly totalTax: Fraction;
  readonly taxes: ByRate;
}

/** Whole units, as an order keeps them. */
export interface OrderSums {
  readonly lines: readonly OrderLine[];
  readonly coupons: readonly { readonly code: string; readonly off: Fraction; readonly tax: Fraction }[];
  readonly discount: Fraction;
  readonly discountTax: Fraction;
  readonly shipping: Fraction;
  readonly shippingTaxes: ByRate;
  readonly itemTaxes: ByRate;
  readonly total: Fraction;
}

export interface Wish {
  readonly items: readonly Item[];
  readonly spot: Spot;
  readonly codes: readonly string[];
  /** Of delivery, without tax. */
  readonly shipping: string;
}

/** What an order that comes from a cart says: the cart's sums, and each line's tax rounded by the order once more. */
export function placedSums(facts: Facts, cart: CartSums): OrderSums {
  const units = (cents: Fraction) => six(cents.over(Fraction.of(10 ** facts.decimals)));
  const inUnits = (taxes: ByRate) => mapped(taxes, units);
  return {
    lines: cart.lines.map((line) => ({
      subtotal: units(line.subtotal),
      subtotalTax: sumOf(facts, inUnits(line.subtotalTaxes)),
      total: units(line.total),
      totalTax: sumOf(facts, inUnits(line.taxes)),
      taxes: inUnits(line.taxes),
    })),
    coupons: cart.coupons.map(({ code, off, tax }) => ({ code, off: units(off), tax: units(tax) })),
    discount: units(cart.discount),
    discountTax: units(cart.discountTax),
    shipping: units(cart.shipping),
    shippingTaxes: inUnits(cart.shippingTaxes),
    itemTaxes: inUnits(cart.itemTaxes),
    total: units(cart.total),
  };
}

const sumOf = (facts: Facts, taxes: ByRate): Fraction =>
  total(mapped(taxes, (tax) => ofLine(facts, tax, facts.decimals)));

/** What an order over `wc/v3` comes to. @returns the code of the first coupon the shop refuses, if it refuses any. */
export function orderSums(facts: Facts, wish: Wish): OrderSums | { readonly refused: string } {
  const bare = wish.items.map((item) => bareLine(facts, wish.spot, item));
  const shipping = deliverySums(facts, wish);
  const wanted = wish.codes.map((code) => facts.coupons.find((coupon) => coupon.code === code)!);
  const cents = 10 ** facts.decimals;
  const prices = bare.map((line, place): Discountable => {
    const { productId, variationId, quantity, isOnSale } = wish.items[place]!;
    const price = (facts.isGross ? line.subtotal.plus(sumOf(facts, line.taxes)) : line.subtotal).times(cents);
    return { productIds: [productId, variationId], quantity, isOnSale, price };
  });
  const subtotal = comparedSubtotal(facts, bare, shipping).times(cents);
  const refused = wanted.find((coupon) => !isTaken(facts, coupon, prices, subtotal));
  if (refused !== undefined) return { refused: refused.code };
  const off = taken(facts, wanted, prices).map((byLine) =>
    byLine.map((amount) => amount.over(Fraction.of(cents))),
  );
  const lines = bare.map((line, place) => {
    const all = Fraction.sum(off.map((byLine) => byLine[place]!));
    const less = facts.isGross ? all.minus(total(contained(all, line.rates))) : all;
    const net = six(line.subtotal.minus(less));
    const left = net.compare(Fraction.ZERO) < 0 ? Fraction.ZERO : net;
    return { ...line, total: left, after: added(left, line.rates) };
  });
  return { ...whole(facts, lines, shipping), coupons: couponSums(facts, wanted, off, bare) };
}

interface Bare {
  readonly rates: readonly Rate[];
  readonly subtotal: Fraction;
  readonly taxes: ByRate;
}

/** The price without the home country's tax, wherever the order goes. */
function bareLine(facts: Facts, spot: Spot, item: Item): Bare {
  const isTaxed = item.taxStatus === 'taxable';
  const home = facts.isGross && isTaxed ? ratesOf(facts, facts.home, item.taxClass) : [];
  const price = Fraction.of(item.price).times(item.quantity);
  const subtotal = six(price.minus(total(contained(price, home))));
  const rates = isTaxed ? ratesOf(facts, spot, item.taxClass) : [];
  return { rates, subtotal, taxes: added(subtotal, rates) };
}

function deliverySums(facts: Facts, { items, spot, shipping }: Wish): { cost: Fraction; taxes: ByRate } {
  const classes = items.filter(({ taxStatus }) => taxStatus !== 'none').map(({ taxClass }) => taxClass);
  const cost = Fraction.of(shipping);
  return { cost, taxes: added(cost, deliveryRates(facts, spot, classes)) };
}

const perLine = (facts: Facts, taxes: ByRate): ByRate =>
  mapped(taxes, (tax) => ofLine(facts, tax, facts.decimals));

const net = (facts: Facts, amounts: readonly Fraction[]): Fraction =>
  Fraction.sum(facts.roundsAtSubtotal ? amounts : amounts.map((amount) => amount.round(facts.decimals)));

/** What a coupon's minimum is held against: with every tax of the order where prices include tax. */
function comparedSubtotal(facts: Facts, bare: readonly Bare[], shipping: { taxes: ByRate }): Fraction {
  const subtotal = net(
    facts,
    bare.map((line) => line.subtotal),
  ).round(facts.decimals);
  if (!facts.isGross) return subtotal;
  const taxes = [...bare.map((line) => line.taxes), shipping.taxes].map((one) => total(perLine(facts, one)));
  return subtotal.plus(Fraction.sum(taxes).round(facts.decimals));
}

function whole(
  facts: Facts,
  lines: readonly (Bare & { readonly total: Fraction; readonly after: ByRate })[],
  shipping: { readonly cost: Fraction; readonly taxes: ByRate },
): Omit<OrderSums, 'coupons'> {
  const itemTaxes = merged(lines.map(({ after }) => perLine(facts, after)));
  const shippingTaxes = perLine(facts, shipping.taxes);
  const before = net(
    facts,
    lines.map((line) => line.subtotal),
  );
  const after = net(
    facts,
    lines.map((line) => line.total),
  );
  const taxOff = Fraction.sum(lines.map((line) => total(line.taxes).minus(total(line.after))));
  const cost = shipping.cost.round(facts.decimals);
  return {
    lines: lines.map((line) => ({
      subtotal: line.subtotal,
      subtotalTax: sumOf(facts, line.taxes),
      total: line.total,
      totalTax: sumOf(facts, line.after),
      taxes: line.after,
    })),
    discount: before.minus(after).round(facts.decimals),
    discountTax: rounded(facts, taxOff, facts.decimals),
    shipping: cost,
    shippingTaxes,
    itemTaxes,
    total: Fraction.sum([after, cost, total(itemTaxes), total(shippingTaxes)]).round(facts.decimals),
  };
}

const couponSums = (
  facts: Facts,
  coupons: Facts['coupons'],
  off: readonly (readonly Fraction[])[],
  lines: readonly Bare[],
): OrderSums['coupons'] =>
  coupons.map(({ code }, index) => {
    const taxes = lines.map(({ rates }, place) => {
      const amount = off[index]![place]!;
      const tax = total(facts.isGross ? contained(amount, rates) : added(amount, rates));
      return ofLine(facts, tax, facts.decimals);
    });
    const [gross, tax] = [Fraction.sum(off[index]!), Fraction.sum(taxes)];
    return { code, off: six(facts.isGross ? gross.minus(tax) : gross), tax };
  });
