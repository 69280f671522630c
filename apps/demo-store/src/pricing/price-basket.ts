import type { WireOption } from '@acp-hub/store-contract';
import { needsShipping, type Basket, type PricedBasket } from './basket';
import { basketMessages } from './basket-messages';
import { digitalOption, placeOfSupply, priceService, servicesFor } from './delivery';
import { priceLines } from './price-lines';
import { sumTotals } from './totals';

/** Prices a basket: goods, then coupons, then delivery by what is left to pay, and the tax of each. */
export function priceBasket(basket: Basket): PricedBasket {
  const { merchant, request, now } = basket;
  const { zones, collectionPoints, currency, pricesIncludeTax, taxes } = merchant;
  const physical = basket.lines.some(needsShipping);
  const services = physical ? servicesFor(zones, collectionPoints, request.address) : [];
  const preferred = services.find(({ id }) => id === request.option_id);
  const { lines, discounts, goods } = priceLines(basket, placeOfSupply(preferred, request.address));

  const options: WireOption[] = services.map((service) => {
    const rate = taxes.rateOf('delivery', placeOfSupply(service, request.address));
    return priceService(service, { goods, rate, pricesIncludeTax, now });
  });
  if (!physical && lines.length > 0) options.push(digitalOption);
  // A buyer who says nothing has not offered to come and fetch the goods.
  const preset = options.find(({ type }) => type !== 'pickup');
  const chosen = options.find(({ id }) => id === request.option_id) ?? preset;
  return {
    currency,
    prices_include_tax: pricesIncludeTax,
    lines,
    unknown_items: [...basket.unknownItems],
    options,
    ...(chosen && { chosen_option_id: chosen.id }),
    ...(preset && { default_option_id: preset.id }),
    discounts,
    fees: [],
    totals: sumTotals(lines, chosen),
    address_required: physical && request.address === undefined && chosen?.type !== 'pickup',
    messages: basketMessages(basket, options),
  };
}
