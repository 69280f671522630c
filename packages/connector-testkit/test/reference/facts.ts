import { currency, itemId, optionId, type Address } from '@acp-hub/commerce';
import type { Facts, PriceExample } from '../../src';
import { buyer } from '../../src/shopping';
import { coupons, seeds } from './seed';

type SetupName = keyof typeof seeds;

const addresses: Record<SetupName, Address> = {
  usdNet: {
    name: 'Ada Byron',
    lineOne: '1 Pike St',
    city: 'Seattle',
    state: 'WA',
    country: 'US',
    postalCode: '98101',
  },
  eurGross: { name: 'Ada Byron', lineOne: 'Weg 1', city: 'Berlin', country: 'DE', postalCode: '10115' },
  jpy: { name: 'Ada Byron', lineOne: '1-1 Chiyoda', city: 'Tokyo', country: 'JP', postalCode: '1000001' },
  kwd: { name: 'Ada Byron', lineOne: 'Street 1', city: 'Kuwait City', country: 'KW', postalCode: '13001' },
};

/** Worked out by hand: [base, discount, tax] of three teas and one mug, then of three teas with the coupon. */
const sums = {
  usdNet: {
    plain: [
      [5997, 0, 480],
      [2500, 0, 200],
    ],
    plainTotal: 9717,
    off: [[5997, 600, 432]],
    offTotal: 6369,
  },
  eurGross: {
    plain: [
      [5039, 0, 958],
      [2000, 0, 380],
    ],
    plainTotal: 8972,
    off: [[5039, 504, 862]],
    offTotal: 5992,
  },
  jpy: {
    plain: [
      [3708, 0, 371],
      [2500, 0, 250],
    ],
    plainTotal: 7379,
    off: [[3708, 371, 334]],
    offTotal: 4221,
  },
  kwd: {
    plain: [
      [3705, 0, 185],
      [10_000, 0, 500],
    ],
    plainTotal: 15_965,
    off: [[3705, 371, 167]],
    offTotal: 5076,
  },
} as const;

export function factsOf(setup: SetupName): Facts {
  const seed = seeds[setup];
  const fact = (id: string) => {
    const product = seed.products.find(({ variants }) => variants.some((variant) => variant.id === id))!;
    const { price } = product.variants.find((variant) => variant.id === id)!;
    return { id: itemId(id), productId: product.id, price };
  };
  const example = (
    items: readonly (readonly [string, number])[],
    codes: readonly string[],
    amounts: readonly (readonly [number, number, number])[],
    total: number,
  ): PriceExample => ({
    request: {
      items: items.map(([id, quantity]) => ({ id: itemId(id), quantity })),
      currency: seed.currency,
      coupons: codes,
      buyer,
      address: addresses[setup],
      option: optionId('standard'),
    },
    lines: amounts.map(([base, discount, tax]) => ({ base, discount, tax })),
    total,
  });
  const { plain, plainTotal, off, offTotal } = sums[setup];
  return {
    currency: seed.currency,
    pricesIncludeTax: seed.pricesIncludeTax,
    productIds: seed.products.map(({ id }) => id),
    items: {
      inStock: fact('mug-1'),
      second: fact('tea-1'),
      limited: { ...fact('lamp-1'), available: 3 },
      outOfStock: fact('poster-1'),
      digital: fact('song-1'),
      variant: { ...fact('shirt-m'), options: [{ name: 'Size', value: 'M' }] },
    },
    foreignItem: { ...fact('mug-1'), id: itemId('vase-1'), productId: 'vase' },
    unknownItem: itemId('mug-404'),
    coupons,
    addresses: { taxed: addresses[setup], notServed: { ...addresses[setup], country: 'AQ' } },
    examples: [
      example(
        [
          ['tea-1', 3],
          ['mug-1', 1],
        ],
        [],
        plain,
        plainTotal,
      ),
      example([['tea-1', 3]], [coupons.valid], off, offTotal),
    ],
    otherCurrency: currency('CHF'),
  };
}
