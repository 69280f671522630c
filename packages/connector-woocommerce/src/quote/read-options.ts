import { compact, type Currency, type FulfillmentOption } from '@acp-hub/commerce';
import { readMinor } from '../amounts';
import { plainLine } from '../plain-text';
import type { ShopFacts } from '../shop/facts';
import type { Cart, CartRate } from '../storefront/cart';
import { optionOf, selectedOption } from './shipping';

/** Carts that travel in several packages have an option for each combination of rates, up to this many. */
const MOST_COMBINATIONS = 24;

const PICKUP = new Set(['local_pickup', 'pickup_location']);

/** What can be chosen, with its price; the chosen one costs what the cart counted for it. */
export function readOptions(cart: Cart, facts: ShopFacts, currency: Currency): FulfillmentOption[] {
  const amount = (value: string | number | null) =>
    readMinor(value, cart.totals.currency_minor_unit, currency);
  const chosen = selectedOption(cart);
  return combinationsOf(cart).map((rates) => {
    const id = optionOf(rates.map(({ rate_id }) => rate_id));
    const isChosen = id === chosen;
    const { total_shipping: net, total_shipping_tax: tax } = cart.totals;
    const body = compact({
      id,
      title: [...new Set(rates.map(({ name }) => plainLine(name)))].join(' + '),
      description: rates.map(({ description }) => plainLine(description)).find((text) => text !== ''),
      net: isChosen ? amount(net) : sum(rates, (rate) => amount(rate.price)),
      tax: isChosen ? amount(tax) : sum(rates, (rate) => amount(rate.taxes)),
    });
    return rates.every(isPickup)
      ? { type: 'pickup', ...body, location: { name: body.title, address: pickupAddress(body.title, facts) } }
      : { type: 'shipping', ...body };
  });
}

/** One rate for each package; where there are too many combinations, those that differ from the chosen in one. */
function combinationsOf({ shipping_rates: packages }: Cart): CartRate[][] {
  const lists = packages.map(({ shipping_rates: rates }) => rates);
  if (lists.length === 0 || lists.some((rates) => rates.length === 0)) return [];
  const count = lists.reduce((product, rates) => product * rates.length, 1);
  if (count <= MOST_COMBINATIONS)
    return lists.reduce<CartRate[][]>(
      (combinations, rates) => combinations.flatMap((chosen) => rates.map((rate) => [...chosen, rate])),
      [[]],
    );
  const selected = lists.flatMap((rates) => rates.find((rate) => rate.selected) ?? rates[0] ?? []);
  return [
    selected,
    ...lists.flatMap((rates, place) =>
      rates.filter((rate) => rate !== selected[place]).map((rate) => selected.with(place, rate)),
    ),
  ];
}

export const isPickup = ({ method_id, rate_id }: CartRate): boolean =>
  PICKUP.has(method_id) || PICKUP.has(rate_id.split(':')[0] ?? '');

function pickupAddress(name: string, { address }: ShopFacts) {
  const { lineOne, lineTwo, city, state, country, postalCode } = address;
  const full = (text: string) => (text === '' ? undefined : text);
  return compact({ name, lineOne, lineTwo: full(lineTwo), city, state: full(state), country, postalCode });
}

const sum = <T>(parts: readonly T[], amountOf: (part: T) => number): number =>
  parts.reduce((total, part) => total + amountOf(part), 0);
