import { taxLines, taxOf, type CartSums } from './cart-sums';
import type { Facts } from './facts';
import { Fraction } from './fraction';
import type { OrderSums } from './order-sums';
import { list, type Json } from './shopper';
import { total, type ByRate } from './taxes';

/** The amounts of a cart as the Store API writes them: cents, half up. */
export const cartPicture = (facts: Facts, sums: CartSums): Json => {
  const lines = [...taxLines(facts, sums)].map(([id, tax]) => `${nameOf(facts, id)} ${tax.text()}`);
  const shippingTax = total(sums.shippingTaxes);
  return {
    items: sums.lines.map((line) => ({
      line_subtotal: line.subtotal.text(),
      line_subtotal_tax: taxOf(facts, line.subtotalTaxes).text(),
      line_total: line.total.text(),
      line_total_tax: taxOf(facts, line.taxes).text(),
    })),
    coupons: sums.coupons.map(({ code, off, tax }) => `${code} ${off.text()} ${tax.text()}`),
    rates: sums.offers.map(({ method, cost, taxes }) => `${method.id} ${cost.text()} ${total(taxes).text()}`),
    chosen: sums.chosen,
    total_items: sums.subtotal.text(),
    total_items_tax: sums.subtotalTax.text(),
    total_discount: sums.discount.text(),
    total_discount_tax: sums.discountTax.text(),
    total_shipping: sums.offers.length === 0 ? null : sums.shipping.text(),
    total_shipping_tax: sums.offers.length === 0 ? null : shippingTax.text(),
    total_tax: total(sums.itemTaxes).plus(shippingTax.round()).text(),
    total_price: sums.total.text(),
    tax_lines: lines,
  };
};

const nameOf = ({ rates }: Facts, id: number): string => rates.find((rate) => rate.id === id)!.name;

export const shownCart = (body: Json): Json => {
  const rates = list(body.shipping_rates[0]?.shipping_rates ?? []);
  const { totals } = body;
  return {
    items: list(body.items).map(({ totals: own }: Json) => ({
      line_subtotal: own.line_subtotal,
      line_subtotal_tax: own.line_subtotal_tax,
      line_total: own.line_total,
      line_total_tax: own.line_total_tax,
    })),
    coupons: list(body.coupons).map(
      ({ code, totals: own }: Json) => `${code} ${own.total_discount} ${own.total_discount_tax}`,
    ),
    rates: rates.map(({ rate_id, price, taxes }) => `${rate_id} ${price} ${taxes}`),
    chosen: rates.find(({ selected }) => selected)?.rate_id,
    total_items: totals.total_items,
    total_items_tax: totals.total_items_tax,
    total_discount: totals.total_discount,
    total_discount_tax: totals.total_discount_tax,
    total_shipping: totals.total_shipping,
    total_shipping_tax: totals.total_shipping_tax,
    total_tax: totals.total_tax,
    total_price: totals.total_price,
    tax_lines: list(totals.tax_lines).map(({ name, price }: Json) => `${name} ${price}`),
  };
};

/** The amounts of an order as `wc/v3` writes them: decimals with the currency's places. */
export const orderPicture = ({ decimals }: Facts, sums: OrderSums): Json => {
  const money = (amount: Fraction) => amount.text(decimals);
  const byRate = (taxes: ByRate) => Object.fromEntries([...taxes].map(([id, tax]) => [id, money(tax)]));
  const ids = new Set([...sums.itemTaxes.keys(), ...sums.shippingTaxes.keys()]);
  const cartTax = total(sums.itemTaxes);
  const shippingTax = total(sums.shippingTaxes);
  const of = (taxes: ByRate, id: number) => money(taxes.get(id) ?? Fraction.ZERO);
  return {
    lines: sums.lines.map((line) => ({
      subtotal: money(line.subtotal),
      subtotal_tax: money(line.subtotalTax),
      total: money(line.total),
      total_tax: money(line.totalTax),
      taxes: byRate(line.taxes),
    })),
    coupons: sums.coupons.map(({ code, off, tax }) => `${code} ${money(off)} ${money(tax)}`),
    taxes: Object.fromEntries(
      [...ids].map((id) => [id, `${of(sums.itemTaxes, id)} ${of(sums.shippingTaxes, id)}`]),
    ),
    discount_total: money(sums.discount),
    discount_tax: money(sums.discountTax),
    shipping_total: money(sums.shipping),
    shipping_tax: money(shippingTax),
    cart_tax: money(cartTax),
    total_tax: money(cartTax.plus(shippingTax)),
    total: money(sums.total),
  };
};

export const shownOrder = ({ decimals }: Facts, body: Json): Json => ({
  lines: list(body.line_items).map((line: Json) => ({
    subtotal: line.subtotal,
    subtotal_tax: line.subtotal_tax,
    total: line.total,
    total_tax: line.total_tax,
    taxes: Object.fromEntries(list(line.taxes).map((tax: Json) => [tax.id, tax.total])),
  })),
  coupons: list(body.coupon_lines).map(
    ({ code, discount, discount_tax }: Json) =>
      `${code} ${Fraction.of(discount).text(decimals)} ${Fraction.of(discount_tax).text(decimals)}`,
  ),
  taxes: Object.fromEntries(
    list(body.tax_lines).map((line: Json) => [line.rate_id, `${line.tax_total} ${line.shipping_tax_total}`]),
  ),
  discount_total: body.discount_total,
  discount_tax: body.discount_tax,
  shipping_total: body.shipping_total,
  shipping_tax: body.shipping_tax,
  cart_tax: body.cart_tax,
  total_tax: body.total_tax,
  total: body.total,
});
