import { known } from '../known';
import { decimal, roundHalfUp, sum, ZERO, type Decimal } from './decimal';
import { discountsOf, inCartOrder, type DiscountRule } from './discounts';
import {
  mergeTaxes,
  roundedTaxes,
  roundLineTax,
  taxOnTop,
  taxWithin,
  totalOf,
  type TaxRate,
  type TaxRules,
  type Taxes,
} from './tax';

export interface LineToPrice {
  readonly key: string;
  /** Of one unit as it is entered: with the base address's tax where prices include tax. */
  readonly unitPrice: string;
  readonly quantity: number;
  readonly productId: number;
  readonly variationId: number;
  readonly onSale: boolean;
  readonly taxable: boolean;
  readonly rates: readonly TaxRate[];
  /** Of the shop's own address, which entered prices hold. */
  readonly baseRates: readonly TaxRate[];
}

/** Cents; net amounts are not rounded where prices include tax, taxes of a line are. */
export interface PricedLine {
  readonly key: string;
  readonly subtotal: Decimal;
  readonly subtotalTaxes: Taxes;
  readonly subtotalTax: Decimal;
  readonly total: Decimal;
  readonly taxes: Taxes;
  readonly totalTax: Decimal;
}

export interface PricedCoupon {
  readonly code: string;
  readonly discount: Decimal;
  readonly discountTax: Decimal;
}

export interface Priced {
  readonly lines: readonly PricedLine[];
  readonly coupons: readonly PricedCoupon[];
}

/** Lines and coupons of a cart, as WC_Cart_Totals works them out. Pure; everything in cents. */
export function price(
  lines: readonly LineToPrice[],
  coupons: readonly DiscountRule[],
  rules: TaxRules,
): Priced {
  const cents = decimal(10).pow(rules.decimals);
  const entered = lines.map((line) => ({ line, price: pricedAt(line, cents, rules) }));
  const discounts = discountsOf(
    entered.map(({ line, price: whole }) => ({ ...line, price: whole })),
    inCartOrder(coupons),
  );
  const off = (key: string) => sum([...discounts.values()].map((byLine) => byLine.get(key) ?? ZERO));
  return {
    lines: entered.map(({ line, price: whole }) => {
      const before = split(whole, line, rules);
      const after = split(whole.minus(off(line.key)), line, rules);
      return {
        key: line.key,
        subtotal: before.net,
        subtotalTaxes: before.taxes,
        subtotalTax: before.tax,
        total: after.net,
        taxes: after.taxes,
        totalTax: after.tax,
      };
    }),
    coupons: coupons.map(({ code }) => {
      const byLine = [...(discounts.get(code) ?? [])];
      const taxes = byLine.map(([key, amount]) => {
        const line = known(lines.find((one) => one.key === key));
        return line.taxable ? totalOf(taxesOf(amount, line.rates, rules)) : ZERO;
      });
      const gross = sum(byLine.map(([, amount]) => amount));
      const discountTax = sum(taxes);
      return { code, discountTax, discount: rules.pricesIncludeTax ? gross.minus(discountTax) : gross };
    }),
  };
}

/** A price entered with the base address's tax holds the buyer's instead (adjust_non_base_location_price). */
function pricedAt(line: LineToPrice, cents: Decimal, rules: TaxRules): Decimal {
  const entered = decimal(line.unitPrice === '' ? 0 : line.unitPrice)
    .times(cents)
    .times(line.quantity);
  if (!rules.pricesIncludeTax || !line.taxable || isSame(line.rates, line.baseRates)) return entered;
  const net = entered.minus(totalOf(taxWithin(entered, line.baseRates)));
  return net.plus(totalOf(taxOnTop(net, line.rates)));
}

const isSame = (one: readonly TaxRate[], other: readonly TaxRate[]): boolean =>
  one.map(({ id }) => id).join() === other.map(({ id }) => id).join();

const taxesOf = (amount: Decimal, rates: readonly TaxRate[], rules: TaxRules): Taxes =>
  rules.pricesIncludeTax ? taxWithin(amount, rates) : taxOnTop(amount, rates);

function split(amount: Decimal, line: LineToPrice, rules: TaxRules) {
  const taxes: Taxes = line.taxable ? taxesOf(amount, line.rates, rules) : new Map();
  const net = rules.pricesIncludeTax ? amount.minus(totalOf(taxes)) : amount;
  const tax = sum([...taxes.values()].map((one) => roundLineTax(one, rules)));
  return { net, taxes, tax };
}

/** A net amount each line is rounded to before lines are added up. */
export const roundedNet = (cents: Decimal, rules: TaxRules): Decimal =>
  rules.roundAtSubtotal ? cents : roundHalfUp(cents);

export const mergedLineTaxes = (all: readonly Taxes[], rules: TaxRules): Taxes =>
  mergeTaxes(all.map((taxes) => roundedTaxes(taxes, rules)));
