import { roundHalfUp, ZERO, type Decimal } from '../core/decimal';
import { roundTax, totalOf, type TaxRules } from '../core/tax';
import type { PricedCart } from './price-cart';

type Taxed = Pick<PricedCart, 'itemTaxes' | 'shippingTaxes' | 'feeTaxes' | 'feeTax'>;

/** Delivery's and fees' taxes are rounded together, since they are entered without tax whatever prices are. */
export const totalTaxOf = (cart: Taxed): Decimal =>
  totalOf(cart.itemTaxes).plus(roundHalfUp(cart.feeTax.plus(totalOf(cart.shippingTaxes))));

/** Cents by rate, as the cart itemises them (WC_Cart::get_tax_totals): those of delivery come first. */
export function taxLinesOf(cart: Taxed, rules: TaxRules): ReadonlyMap<number, Decimal> {
  const { itemTaxes, shippingTaxes, feeTaxes } = cart;
  const ids = new Set([shippingTaxes, itemTaxes, feeTaxes].flatMap((taxes) => [...taxes.keys()]));
  return new Map(
    [...ids].map((id) => {
      const charged = (itemTaxes.get(id) ?? ZERO).plus(feeTaxes.get(id) ?? ZERO);
      const whole = roundTax(charged, rules).plus(roundHalfUp(shippingTaxes.get(id) ?? ZERO));
      return [id, roundTax(whole, rules)];
    }),
  );
}
