import { compact, type Address, type Currency } from '@acp-hub/commerce';
import type { PlaceOrder } from '@acp-hub/connector';
import { readMinor, writeDecimal } from '../amounts';
import { CREATED_VIA, META, writeItems } from '../orders/own-meta';
import { plainLine } from '../plain-text';
import { onceEach, sameCode } from '../quote/coupons';
import { writeAddress, type WooAddress } from '../quote/customer';
import type { PricedCart } from '../quote/quote-at-shop';
import { wantedOf } from '../quote/wanted';
import type { Cart } from '../storefront/cart';

/** As the merchant's order page shows how it was paid. */
const TITLE = 'Paid through an AI agent';

/** Body of `POST orders`: the cart's lines, rates, fees and coupons, unpaid. */
export function writeOrder(placing: PlaceOrder, { filled: { cart } }: PricedCart): object {
  const { buyer, shippingAddress, billingAddress, note, request, expectedTotal } = placing;
  const { currency } = expectedTotal;
  // The cart wrote the state as the shop knows it; `wc/v3` would take its name, and count no tax.
  const state = shippingAddress === undefined ? undefined : cart.shipping_address.state;
  const shipping = shippingAddress && writeAddress(shippingAddress, buyer, state);
  const billing = billingOf(billingAddress, shipping, placing, state);
  return compact({
    status: 'pending',
    created_via: CREATED_VIA,
    payment_method: 'acp_hub',
    payment_method_title: TITLE,
    set_paid: false,
    currency,
    billing,
    shipping,
    customer_note: note,
    line_items: linesOf(placing),
    shipping_lines: shippingLines(cart, currency),
    fee_lines: feeLines(cart, currency),
    coupon_lines: onceEach(request.coupons)
      .filter((code) => cart.coupons.some((applied) => sameCode(applied.code, code)))
      .map((code) => ({ code: code.trim().toLowerCase() })),
    meta_data: [
      { key: META.key, value: placing.idempotencyKey },
      { key: META.session, value: placing.sessionId },
      { key: META.items, value: writeItems(request.items) },
    ],
  });
}

/** WooCommerce taxes by the billing address where goods are not shipped, so it is the other one when it is missing. */
function billingOf(
  own: Address | undefined,
  shipping: WooAddress | undefined,
  { buyer, shippingAddress }: PlaceOrder,
  state: string | undefined,
): object {
  const isSame = own === undefined || JSON.stringify(own) === JSON.stringify(shippingAddress);
  const address = isSame ? shipping : writeAddress(own, buyer);
  const name = { first_name: buyer.firstName ?? '', last_name: buyer.lastName ?? '' };
  return { ...(address ?? name), ...(isSame && state !== undefined && { state }), email: buyer.email };
}

const linesOf = ({ request }: PlaceOrder): object[] =>
  wantedOf(request).items.map(({ key, quantity }) => ({
    // A variation named as the product is read as its variation (recorded).
    product_id: key.id,
    quantity,
    ...(key.choices.length > 0 && {
      meta_data: key.choices.map(([attribute, value]) => ({ key: attribute, value })),
    }),
  }));

const decimalOf = (value: string | number, { totals }: Cart, currency: Currency): string =>
  writeDecimal(readMinor(value, totals.currency_minor_unit, currency), currency);

/** The selected rates; their tax the shop counts itself. */
const shippingLines = (cart: Cart, currency: Currency): object[] =>
  cart.shipping_rates.flatMap(({ shipping_rates: rates }) =>
    rates
      .filter(({ selected }) => selected)
      .map((rate) => ({
        method_id: rate.method_id,
        instance_id: String(rate.instance_id),
        method_title: plainLine(rate.name),
        total: decimalOf(rate.price, cart, currency),
      })),
  );

const feeLines = (cart: Cart, currency: Currency): object[] =>
  cart.fees.map(({ name, totals: { total, total_tax } }) => ({
    name: plainLine(name),
    total: decimalOf(total, cart, currency),
    tax_status: Number(total_tax) === 0 ? 'none' : 'taxable',
  }));
