import { currency, itemId, type Address } from '@acp-hub/commerce';
import type { Facts, ItemFact } from '@acp-hub/connector-testkit';
import { seeds } from './seed';

const addresses: Record<keyof typeof seeds, Address> = {
  usdNet: {
    name: 'Ada Byron',
    lineOne: '1 Pike St',
    city: 'Seattle',
    state: 'WA',
    country: 'US',
    postalCode: '98101',
  },
  eurGross: { name: 'Ada Byron', lineOne: 'Kai 1', city: 'Hamburg', country: 'DE', postalCode: '20457' },
  jpy: {
    name: 'Ada Byron',
    lineOne: '1-1 Kaigan',
    city: 'Minato-ku',
    state: '13',
    country: 'JP',
    postalCode: '105-0022',
  },
};

/** What the suite may take for true of the shop `seed.ts` opens. */
export function factsOf(setup: keyof typeof seeds): Facts {
  const seed = seeds[setup];
  const taxed = addresses[setup];
  const fact = (product: keyof typeof seed.prices, variant = `${product}-1`): ItemFact => ({
    id: itemId(variant),
    productId: product,
    price: seed.prices[product][1],
  });
  return {
    currency: seed.currency,
    pricesIncludeTax: seed.pricesIncludeTax,
    productIds: Object.keys(seed.prices),
    items: {
      inStock: fact('mug'),
      second: fact('tea'),
      limited: { ...fact('lamp'), available: 3 },
      outOfStock: fact('poster'),
      digital: fact('song'),
      variant: { ...fact('shirt', 'shirt-m'), options: [{ name: 'Size', value: 'M' }] },
    },
    foreignItem: { id: itemId('vase-1'), productId: 'vase', price: seed.prices.mug[1] },
    unknownItem: itemId('mug-404'),
    addresses: { taxed, notServed: { ...taxed, country: 'AQ' } },
    /** Baskets whose sums are recorded from the real platform, or worked out by hand from its rates. */
    examples: [],
    otherCurrency: currency('CHF'),
  };
}
