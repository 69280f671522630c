import type { ShopDefinition } from '../../src';
import { Fraction } from './fraction';

/** What the shop's settings say, as the sums need it. */
export interface Facts {
  readonly decimals: number;
  readonly isGross: boolean;
  readonly roundsAtSubtotal: boolean;
  readonly showsTax: boolean;
  readonly shippingClass: string;
  readonly home: Spot;
  readonly rates: NonNullable<ShopDefinition['tax_rates']>;
  readonly coupons: NonNullable<ShopDefinition['coupons']>;
}

export interface Spot {
  readonly country: string;
  readonly state: string;
}

export interface Rate {
  readonly id: number;
  readonly part: Fraction;
  readonly isCompound: boolean;
  readonly isOfDelivery: boolean;
}

export function factsOf({ settings = {}, tax_rates = [], coupons = [] }: ShopDefinition): Facts {
  const [country = '', state = ''] = settings['woocommerce_default_country']!.split(':');
  return {
    decimals: Number(settings['woocommerce_price_num_decimals']),
    isGross: settings['woocommerce_prices_include_tax'] === 'yes',
    roundsAtSubtotal: settings['woocommerce_tax_round_at_subtotal'] === 'yes',
    showsTax: settings['woocommerce_tax_display_cart'] === 'incl',
    shippingClass: settings['woocommerce_shipping_tax_class']!,
    home: { country, state },
    rates: tax_rates,
    coupons,
  };
}

/** In the changed seed a place has one rate of each class and priority. @param taxClass '' for the standard one. */
export const ratesOf = ({ rates }: Facts, spot: Spot, taxClass: string): readonly Rate[] =>
  rates
    .filter((rate) => rate.class === (taxClass || 'standard'))
    .filter((rate) => rate.country === spot.country && rate.state === spot.state)
    .toSorted((a, b) => a.priority! - b.priority!)
    .map((rate) => ({
      id: rate.id,
      part: Fraction.of(rate.rate).over(Fraction.of(100)),
      isCompound: rate.compound ?? false,
      isOfDelivery: rate.shipping ?? false,
    }));

/** The shop's own list of classes, behind the standard one. */
const CLASSES = ['', 'reduced-rate', 'zero-rate'];

/** @param classes of what is delivered and has delivery taxed. */
export function deliveryRates(facts: Facts, spot: Spot, classes: readonly string[]): readonly Rate[] {
  const taken =
    facts.shippingClass === 'inherit' ? CLASSES.find((one) => classes.includes(one)) : facts.shippingClass;
  return taken === undefined ? [] : ratesOf(facts, spot, taken).filter(({ isOfDelivery }) => isOfDelivery);
}
