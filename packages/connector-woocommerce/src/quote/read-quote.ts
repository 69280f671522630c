import {
  compact,
  messagePaths,
  type Currency,
  type Message,
  type Quote,
  type QuoteLine,
  type QuoteRequest,
} from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { readMinor } from '../amounts';
import { plainLine } from '../plain-text';
import type { Shop } from '../shop/shop';
import type { Cart } from '../storefront/cart';
import { lineFor } from './cart-line';
import { onceEach } from './coupons';
import { droppedCoupons } from './dropped-coupons';
import type { FilledCart } from './filled-cart';
import { readDiscounts } from './read-discounts';
import { readFees } from './read-fees';
import { readLine } from './read-lines';
import { readOptions } from './read-options';
import { readRefusedCoupons } from './read-refused-coupons';
import { readRefusedItems, ruleMessages } from './read-refused-items';
import { reconcile } from './reconcile';
import { stateOf, writeReference } from './reference';
import { selectedOption } from './shipping';
import { wantedOf } from './wanted';

/** A filled cart in the hub's words. Every amount is the cart's own; nothing is computed that the shop computes. */
export async function readQuote(shop: Shop, request: QuoteRequest, filled: FilledCart): Promise<Quote> {
  const { cart } = filled;
  const currency = currencyOf(cart, request);
  const amount = (value: string | number | null) =>
    readMinor(value, cart.totals.currency_minor_unit, currency);
  const facts = await shop.facts();
  const wanted = wantedOf(request);
  const refused = await readRefusedItems(shop, wanted.items, filled.refusedItems);
  const inCart = wanted.items.flatMap((item) => {
    const line = lineFor(cart, item);
    return line === undefined ? [] : [readLine(cart, line, item, currency)];
  });

  // A new cart stands at the shop's own address: what delivery costs there is nothing to this buyer.
  const isPlaced = request.address !== undefined;
  const delivery = { net: amount(cart.totals.total_shipping), tax: amount(cart.totals.total_shipping_tax) };
  const options = isPlaced ? readOptions(cart, facts, currency) : [];
  const total = amount(cart.totals.total_price) - (isPlaced ? 0 : delivery.net + delivery.tax);
  const { fees, discount, discountTax } = readFees(cart, currency);
  const rest = {
    sum:
      (isPlaced ? delivery.net + delivery.tax : 0) +
      fees.reduce((all, { net, tax }) => all + net + tax, -discount),
    parts: 2 + cart.fees.length * 2,
    taxOff: discountTax,
  };
  const priced = reconcile(inCart, rest, total);
  const lineOf = new Map([...refused.lines, ...priced.map((line) => [line.item.id, line] as const)]);
  const lines = request.items.flatMap(({ id }): QuoteLine[] => {
    const line = lineOf.get(id);
    return line === undefined ? [] : [line];
  });
  const shown = priced.reduce((all, line) => all + line.unitAmount * line.quantity, 0);
  const coupons = onceEach(request.coupons);
  const rejected = await readRefusedCoupons(
    shop,
    new Map([...filled.refusedCoupons, ...droppedCoupons(cart, coupons, filled.refusedCoupons)]),
    request,
    shown,
  );
  const option = isPlaced ? selectedOption(cart) : undefined;
  return compact({
    currency,
    lines,
    unknownItems: request.items.map(({ id }) => id).filter((id) => !lineOf.has(id)),
    options,
    chosenOption: option,
    defaultOption: option,
    appliedDiscounts: readDiscounts(cart, priced, coupons, currency),
    rejectedDiscounts: [...rejected, ...repeated(request.coupons, coupons)],
    orderDiscount: discount,
    fees,
    pricesIncludeTax: facts.showsTax,
    total,
    addressRequired: cart.needs_shipping && !isPlaced,
    messages: [...messagesOf(cart, isPlaced), ...ruleMessages(refused.rules, lines)],
    reference: writeReference(
      stateOf(request, {
        token: filled.token,
        coupons: cart.coupons.map(({ code }) => code),
        option: selectedOption(cart),
        state: cart.shipping_address.state,
      }),
    ),
  });
}

function currencyOf({ totals }: Cart, { currency }: QuoteRequest): Currency {
  if (totals.currency_code === currency) return currency;
  throw new ConnectorError(
    { kind: 'config' },
    `The shop sells in ${totals.currency_code}, and ${currency} was asked for: give the connection the shop’s currency.`,
    'not_applied',
  );
}

/** Codes sent more than once; they count once. */
const repeated = (asked: readonly string[], once: readonly string[]): Quote['rejectedDiscounts'] => {
  const left = [...once];
  return asked.flatMap((code) => {
    const place = left.indexOf(code);
    if (place >= 0) left.splice(place, 1);
    return place >= 0 ? [] : [{ code, reason: 'discount_code_already_applied' as const }];
  });
};

function messagesOf(cart: Cart, isPlaced: boolean): Message[] {
  const error = (code: 'region_restricted' | 'invalid', param: string, content: string): Message => ({
    type: 'error',
    code,
    param,
    content,
    contentType: 'plain',
  });
  const own = cart.errors
    .filter(({ code }) => code !== 'woocommerce_rest_cart_coupon_error')
    .map(({ message }) => error('invalid', messagePaths.lines, plainLine(message)));
  const isServed = cart.shipping_rates.every(({ shipping_rates: rates }) => rates.length > 0);
  return isPlaced && cart.needs_shipping && !(isServed && cart.shipping_rates.length > 0)
    ? [...own, error('region_restricted', messagePaths.address, 'The shop does not deliver to this address.')]
    : own;
}
