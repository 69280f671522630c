/** Where the changed shop sells, and how it writes money. */
export interface Market {
  readonly currency: string;
  readonly decimals: number;
  /** Whether prices include tax; drawn where absent. */
  readonly isGross?: boolean;
  /** Rates with four places, as American ones have. */
  readonly hasFineRates: boolean;
  readonly home: { readonly country: string; readonly state: string };
  readonly abroad: { readonly country: string; readonly state: string };
  readonly addresses: Readonly<Record<'home' | 'abroad', Readonly<Record<string, string>>>>;
  readonly settings: Readonly<Record<string, string>>;
}

const person = { first_name: 'Ann', last_name: 'Lee', address_1: '1 Market St', city: 'Town' };

const market = (
  currency: string,
  decimals: number,
  home: readonly [country: string, state: string, postcode: string],
  abroad: readonly [country: string, state: string, postcode: string],
  more: Pick<Market, 'isGross' | 'hasFineRates'>,
): Market => {
  const place = ([country, state]: readonly string[]) => ({ country: country!, state: state! });
  const address = ([country, state, postcode]: readonly string[]) => ({
    ...person,
    country: country!,
    state: state!,
    postcode: postcode!,
  });
  return {
    currency,
    decimals,
    ...more,
    home: place(home),
    abroad: place(abroad),
    addresses: { home: address(home), abroad: address(abroad) },
    settings: {
      woocommerce_currency: currency,
      woocommerce_price_num_decimals: String(decimals),
      woocommerce_default_country: home[1] === '' ? home[0] : `${home[0]}:${home[1]}`,
    },
  };
};

export const MARKETS = {
  'EUR gross': market('EUR', 2, ['DE', '', '10115'], ['FR', '', '75001'], {
    isGross: true,
    hasFineRates: false,
  }),
  JPY: market('JPY', 0, ['JP', 'JP13', '100-0001'], ['US', 'CA', '94105'], { hasFineRates: false }),
  KWD: market('KWD', 3, ['KW', '', '13001'], ['DE', '', '10115'], { hasFineRates: true }),
  'USD net': market('USD', 2, ['US', 'CA', '94105'], ['US', 'NY', '10001'], {
    isGross: false,
    hasFineRates: true,
  }),
};
