import { known } from '../known';
import { decimal, roundHalfUp, sum, ZERO, type Decimal } from '../core/decimal';
import {
  isDeliveryTaxed,
  roundLineTax,
  roundTax,
  shippingTaxClass,
  taxOnTop,
  type Place,
  type TaxRate,
  type Taxes,
} from '../core/tax';
import type { Books } from './books';
import { productOf } from './orders';
import type { FeeLine, LineTax, OrderItems, TaxLine } from './records/order-items';
import type { Order } from './records/orders';
import { basePlace, decimalsOf, rateById, rateCode, ratesAt, taxClassSlugs, taxRules } from './shop-rules';

/** Where an order is taxed: where it is fetched, else goes, else is paid from, else where the shop is. */
export function taxPlace(
  books: Books,
  { shippingAddress, billing, shipping }: Pick<Order, 'shippingAddress' | 'billing' | 'shipping'>,
): Place {
  if (shipping.some(({ methodId }) => methodId === 'local_pickup')) return basePlace(books);
  const basedOn = books.setting('woocommerce_tax_based_on');
  const wanted = basedOn === 'shipping' ? [shippingAddress, billing] : basedOn === 'billing' ? [billing] : [];
  return wanted.find(({ country }) => country !== '') ?? basePlace(books);
}

/** Taxes of every line anew, tax lines to match, totals on top: WC_Abstract_Order::calculate_totals. */
export function recalculated(books: Books, order: Order): Order {
  const place = taxPlace(books, order);
  const shippingRates = ratesOfDelivery(books, order, place);
  const taxed: Order = {
    ...order,
    lines: order.lines.map((line) => {
      const rates = line.isTaxable ? ratesAt(books, place, line.taxClass) : [];
      const [before, after] = [taxOnTop(decimal(line.subtotal), rates), taxOnTop(decimal(line.total), rates)];
      return {
        ...line,
        taxes: rates.map(({ id }) => ({
          id,
          total: known(after.get(id)).toFixed(),
          subtotal: known(before.get(id)).toFixed(),
        })),
        subtotalTax: sumOfTaxes(books, before).toFixed(),
        totalTax: sumOfTaxes(books, after).toFixed(),
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

/** An order without any line is taxed as if it held something ordinary. */
function ratesOfDelivery(books: Books, order: Order, place: Place): readonly TaxRate[] {
  const classes = order.lines
    .filter((line) => isDeliveryTaxed(productOf(books, line)?.taxStatus ?? 'taxable'))
    .map(({ taxClass }) => taxClass);
  const slug = shippingTaxClass(
    books.setting('woocommerce_shipping_tax_class'),
    order.lines.length === 0 ? [''] : classes,
    taxClassSlugs(books),
  );
  return slug === undefined ? [] : ratesAt(books, place, slug).filter(({ shipping }) => shipping);
}

/** A fee below zero takes its share of the tax away, whatever it says of itself. */
const feeRates = (books: Books, place: Place, fee: FeeLine): readonly TaxRate[] =>
  fee.taxStatus === 'taxable' || Number(fee.total) < 0 ? ratesAt(books, place, fee.taxClass) : [];

/** What a line says of its tax: each rate rounded by itself, unless the shop rounds at the subtotal. */
export const sumOfTaxes = (books: Books, taxes: Taxes): Decimal =>
  sum([...taxes.values()].map((tax) => roundLineTax(tax, taxRules(books), decimalsOf(books))));

function chargeTaxes(
  books: Books,
  net: string,
  rates: readonly TaxRate[],
): { taxes: readonly LineTax[]; totalTax: string } {
  const taxes = taxOnTop(decimal(net), rates);
  return {
    taxes: [...taxes].map(([id, total]) => ({ id, total: total.toFixed(), subtotal: '' })),
    totalTax: sumOfTaxes(books, taxes).toFixed(),
  };
}

/** One line for each rate that any line has; those that were there keep their number. */
export function withTaxLines<Items extends Pick<OrderItems, 'lines' | 'shipping' | 'fees' | 'taxes'>>(
  books: Books,
  items: Items,
): Items {
  const charged = [...items.lines, ...items.fees];
  const ids = [...new Set([...charged, ...items.shipping].flatMap(({ taxes }) => taxes.map(({ id }) => id)))];
  const amountIn = (taxes: readonly LineTax[], rateId: number): Decimal =>
    sumOfTaxes(
      books,
      new Map(taxes.filter(({ id }) => id === rateId).map(({ id, total }) => [id, decimal(total)])),
    );
  const taxes = ids.map((rateId) =>
    taxLine(books, rateId, items.taxes, {
      tax: sum(charged.map((line) => amountIn(line.taxes, rateId))),
      shippingTax: sum(items.shipping.map((line) => amountIn(line.taxes, rateId))),
    }),
  );
  return { ...items, taxes };
}

export function taxLine(
  books: Books,
  rateId: number,
  old: readonly TaxLine[],
  { tax, shippingTax }: { readonly tax: Decimal; readonly shippingTax: Decimal },
): TaxLine {
  const rate = known(rateById(books, rateId));
  return {
    id: old.find((line) => line.rateId === rateId)?.id ?? books.next('order_item'),
    rateId,
    code: rateCode(rate),
    label: rate.name || 'Tax',
    percent: Number(rate.rate),
    compound: rate.compound,
    taxTotal: tax.toFixed(),
    shippingTaxTotal: shippingTax.toFixed(),
  };
}

/** Sums of what the lines say. */
function withTotals(books: Books, order: Order): Order {
  const places = decimalsOf(books);
  const rules = taxRules(books);
  const rounded = (amounts: readonly string[]) =>
    sum(amounts.map((text) => (rules.roundAtSubtotal ? decimal(text) : roundHalfUp(decimal(text), places))));
  const plainSum = (amounts: readonly string[]) => sum(amounts.map(decimal));
  const subtotal = rounded(order.lines.map((line) => line.subtotal));
  const net = rounded(order.lines.map((line) => line.total));
  const taxes = order.lines.flatMap((line) => line.taxes);
  const discountTax = plainSum(taxes.map((tax) => tax.subtotal)).minus(
    plainSum(taxes.map(({ total }) => total)),
  );
  const feeTotal = plainSum(order.fees.map(({ total }) => total));
  const shippingTotal = sum(order.shipping.map(({ total }) => roundHalfUp(decimal(total), places)));
  const cartTax = plainSum(order.taxes.map(({ taxTotal }) => taxTotal));
  const shippingTax = plainSum(order.taxes.map(({ shippingTaxTotal }) => shippingTaxTotal));
  return {
    ...order,
    discountTotal: roundHalfUp(subtotal.minus(net), places).toFixed(),
    discountTax: roundTax(discountTax, rules, places).toFixed(),
    shippingTotal: shippingTotal.toFixed(),
    shippingTax: shippingTax.toFixed(),
    cartTax: cartTax.toFixed(),
    total: roundHalfUp(sum([net, feeTotal, shippingTotal, cartTax, shippingTax, ZERO]), places).toFixed(
      places,
    ),
  };
}
