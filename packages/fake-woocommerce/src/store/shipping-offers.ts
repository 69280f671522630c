import { known } from '../known';
import type { Books } from '../books/books';
import type { Address } from '../books/records/addresses';
import { decimalsOf } from '../books/shop-rules';
import { decimal, roundHalfUp, ZERO, type Decimal } from '../core/decimal';
import { taxOnTop, type TaxRate, type Taxes } from '../core/tax';
import type { ShippingMethod, ZoneDefinition } from '../shop/definition';
import { zonesOf } from '../v3/shipping';

/** Cents, without tax. */
export interface Offer {
  readonly id: string;
  readonly method: ShippingMethod;
  readonly cost: Decimal;
  readonly taxes: Taxes;
}

export interface Basket {
  /** As the buyer sees it: with tax where the shop shows it. */
  readonly subtotal: Decimal;
  readonly discounted: Decimal;
  readonly hasFreeCoupon: boolean;
  readonly rates: readonly TaxRate[];
}

/** The first zone that covers the address, else zone 0. */
function zoneFor(books: Books, address: Address): ZoneDefinition {
  const covers = (zone: ZoneDefinition): boolean => {
    const places = zone.locations.filter(({ type }) => type === 'country' || type === 'state');
    const postcodes = zone.locations.filter(({ type }) => type === 'postcode');
    const isPlace = places.some(
      ({ code }) => code === address.country || code === `${address.country}:${address.state}`,
    );
    const isPostcode = postcodes.some(({ code }) =>
      code.endsWith('*') ? address.postcode.startsWith(code.slice(0, -1)) : code === address.postcode,
    );
    return isPlace && (postcodes.length === 0 || isPostcode);
  };
  const zones = zonesOf(books);
  return (
    zones
      .filter(({ id }) => id !== 0)
      .toSorted((a, b) => a.order - b.order)
      .find(covers) ?? known(zones.find(({ id }) => id === 0))
  );
}

export function offersFor(books: Books, address: Address, basket: Basket): readonly Offer[] {
  if (address.country === '') return [];
  const cents = decimal(10).pow(decimalsOf(books));
  return zoneFor(books, address)
    .methods.filter((method) => method.enabled && isOffered(method, basket, cents))
    .map((method) => {
      const cost = method.method_id === 'free_shipping' ? ZERO : decimal(method.cost || 0);
      // Worked out on whole units, so less precise than taxes of items.
      const taxes: Taxes = method.tax_status === 'taxable' ? taxOnTop(cost, basket.rates) : new Map();
      return {
        id: `${method.method_id}:${method.instance_id}`,
        method,
        cost: cost.times(cents),
        taxes: new Map([...taxes].map(([id, tax]) => [id, tax.times(cents)])),
      };
    });
}

function isOffered(method: ShippingMethod, basket: Basket, cents: Decimal): boolean {
  if (method.method_id !== 'free_shipping') return true;
  const spent = roundHalfUp(method.ignore_discounts === 'yes' ? basket.subtotal : basket.discounted);
  const isEnough = spent.gte(decimal(method.min_amount || 0).times(cents));
  switch (method.requires) {
    case '':
      return true;
    case 'min_amount':
      return isEnough;
    case 'coupon':
      return basket.hasFreeCoupon;
    case 'either':
      return isEnough || basket.hasFreeCoupon;
    case 'both':
      return isEnough && basket.hasFreeCoupon;
  }
}
