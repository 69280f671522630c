import { known } from '../known';
import { decimal, roundHalfUp, sum, ZERO, type Decimal } from '../core/decimal';
import { roundTax, shippingTaxClass, taxOnTop, type Place, type TaxRate } from '../core/tax';
import type { Books } from './books';
import type { FeeLine, LineTax, Order, OrderItems, TaxLine } from './records';
import { basePlace, decimalsOf, rateById, rateCode, ratesAt, taxRules } from './shop-rules';

/** Where an order is taxed: where it goes, else where it is paid from, else where the shop is. */
export function taxPlace(
  books: Books,
  { shippingAddress, billing }: Pick<Order, 'shippingAddress' | 'billing'>,
): Place {
  const basedOn = books.setting('woocommerce_tax_based_on');
  const wanted = basedOn === 'shipping' ? [shippingAddress, billing] : basedOn === 'billing' ? [billing] : [];
  return wanted.find(({ country }) => country !== '') ?? basePlace(books);
}

/** Taxes of every line anew, tax lines to match, totals on top: WC_Abstract_Order::calculate_totals. */
export function recalculated(books: Books, order: Order): Order {
  const place = taxPlace(books, order);
  const classes = order.lines.filter(({ isTaxable }) => isTaxable).map(({ taxClass }) => taxClass);
  const forShipping = shippingTaxClass(
    books.setting('woocommerce_shipping_tax_class'),
    classes.length > 0 ? classes : order.lines.length === 0 ? [''] : [],
  );
  const shippingRates =
    forShipping === undefined ? [] : ratesAt(books, place, forShipping).filter(({ shipping }) => shipping);
  const taxed: Order = {
    ...order,
    lines: order.lines.map((line) => {
      const rates = line.isTaxable ? ratesAt(books, place, line.taxClass) : [];
      const [before, after] = [taxesOf(books, line.subtotal, rates), taxesOf(books, line.total, rates)];
      return {
        ...line,
        taxes: rates.map(({ id }) => ({
          id,
          total: known(after.get(id)).toFixed(),
          subtotal: known(before.get(id)).toFixed(),
        })),
        subtotalTax: added(before).toFixed(),
        totalTax: added(after).toFixed(),
      };
    }),
    shipping: order.shipping.map((line) => ({
      ...line,
      ...chargeTaxes(books, line.total, line.isTaxable ? shippingRates : []),
    })),
    fees: order.fees.map((fee) => ({
      ...fee,
      ...chargeTaxes(books, fee.total, feeRates(books, place, fee)),
    })),
  };
  return withTotals(books, withTaxLines(books, taxed));
}

/** A fee below zero takes its share of the tax away, whatever it says of itself. */
const feeRates = (books: Books, place: Place, fee: FeeLine): readonly TaxRate[] =>
  fee.taxStatus === 'taxable' || Number(fee.total) < 0 ? ratesAt(books, place, fee.taxClass) : [];

function taxesOf(books: Books, net: string, rates: readonly TaxRate[]): ReadonlyMap<number, Decimal> {
  const cents = decimal(10).pow(decimalsOf(books));
  return new Map(
    [...taxOnTop(decimal(net).times(cents), rates)].map(([id, tax]) => [
      id,
      roundTax(tax, taxRules(books)).div(cents),
    ]),
  );
}

const added = (taxes: ReadonlyMap<number, Decimal>): Decimal => sum([...taxes.values()]);

function chargeTaxes(
  books: Books,
  net: string,
  rates: readonly TaxRate[],
): { taxes: readonly LineTax[]; totalTax: string } {
  const taxes = taxesOf(books, net, rates);
  return {
    taxes: [...taxes].map(([id, total]) => ({ id, total: total.toFixed(), subtotal: '' })),
    totalTax: added(taxes).toFixed(),
  };
}

const taxIn = (taxes: readonly LineTax[], rateId: number): Decimal =>
  sum(taxes.filter(({ id }) => id === rateId).map(({ total }) => decimal(total)));

/** One line for each rate that any line has; those that were there keep their number. */
export function withTaxLines<Items extends Pick<OrderItems, 'lines' | 'shipping' | 'fees' | 'taxes'>>(
  books: Books,
  items: Items,
): Items {
  const charged = [...items.lines, ...items.fees];
  const ids = [...new Set([...charged, ...items.shipping].flatMap(({ taxes }) => taxes.map(({ id }) => id)))];
  const taxes = ids.map((rateId): TaxLine => {
    const rate = known(rateById(books, rateId));
    return {
      id: items.taxes.find((line) => line.rateId === rateId)?.id ?? books.next('order_item'),
      rateId,
      code: rateCode(rate),
      label: rate.name || 'Tax',
      percent: Number(rate.rate),
      compound: rate.compound,
      taxTotal: sum(charged.map((line) => taxIn(line.taxes, rateId))).toFixed(),
      shippingTaxTotal: sum(items.shipping.map((line) => taxIn(line.taxes, rateId))).toFixed(),
    };
  });
  return { ...items, taxes };
}

/** Sums of what the lines say. */
export function withTotals(books: Books, order: Order): Order {
  const places = decimalsOf(books);
  const atSubtotal = taxRules(books).roundAtSubtotal;
  const rounded = (amounts: readonly string[]) =>
    sum(amounts.map((amount) => (atSubtotal ? decimal(amount) : roundHalfUp(decimal(amount), places))));
  const plainSum = (amounts: readonly string[]) => sum(amounts.map(decimal));
  const [subtotal, net] = [
    rounded(order.lines.map((line) => line.subtotal)),
    rounded(order.lines.map((line) => line.total)),
  ];
  const lineTax = plainSum(order.lines.map(({ totalTax }) => totalTax));
  const feeTotal = plainSum(order.fees.map(({ total }) => total));
  const feeTax = plainSum(order.fees.map(({ totalTax }) => totalTax));
  const shippingTotal = plainSum(order.shipping.map(({ total }) => total));
  const shippingTax = plainSum(order.shipping.map(({ totalTax }) => totalTax));
  const cartTax = lineTax.plus(feeTax);
  return {
    ...order,
    discountTotal: subtotal.minus(net).toFixed(),
    discountTax: plainSum(order.lines.map(({ subtotalTax }) => subtotalTax))
      .minus(lineTax)
      .toFixed(),
    shippingTotal: shippingTotal.toFixed(),
    shippingTax: shippingTax.toFixed(),
    cartTax: cartTax.toFixed(),
    total: roundHalfUp(sum([net, feeTotal, shippingTotal, cartTax, shippingTax, ZERO]), places).toFixed(
      places,
    ),
  };
}
