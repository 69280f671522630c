import { currency, type Currency } from '@acp-hub/commerce';
import type { FakeMerchant, FakeProduct, FakeVariant } from '@acp-hub/fake-your-platform';

/** As the platform writes a price, and what it is in integer minor units. */
type Price = readonly [written: string, amount: number];

/** One shop, in one currency. */
export interface Seed {
  readonly name: string;
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly prices: Readonly<Record<'mug' | 'tea' | 'lamp' | 'poster' | 'song' | 'shirt', Price>>;
}

export const seeds = {
  usdNet: {
    name: 'Harbour Goods',
    currency: currency('USD'),
    pricesIncludeTax: false,
    prices: {
      mug: ['25.00', 2500],
      tea: ['19.99', 1999],
      lamp: ['48.50', 4850],
      poster: ['9.00', 900],
      song: ['0.99', 99],
      shirt: ['30.00', 3000],
    },
  },
  eurGross: {
    name: 'Hafenladen',
    currency: currency('EUR'),
    pricesIncludeTax: true,
    prices: {
      mug: ['23.80', 2380],
      tea: ['17.99', 1799],
      lamp: ['49.00', 4900],
      poster: ['8.90', 890],
      song: ['1.19', 119],
      shirt: ['29.75', 2975],
    },
  },
  jpy: {
    name: 'Minato',
    currency: currency('JPY'),
    pricesIncludeTax: true,
    prices: {
      mug: ['2750', 2750],
      tea: ['1236', 1236],
      lamp: ['6600', 6600],
      poster: ['990', 990],
      song: ['150', 150],
      shirt: ['3300', 3300],
    },
  },
} as const satisfies Record<string, Seed>;

function product(id: string, variants: readonly Partial<FakeVariant>[], [price]: Price): FakeProduct {
  return {
    id,
    title: `The ${id}`,
    description: `A ${id} to try things out with.`,
    url: `https://shop.example/${id}`,
    updated_at: '2026-01-01T00:00:00.000Z',
    variants: variants.map((variant) => ({
      id: `${id}-1`,
      price,
      stock: 500,
      digital: false,
      options: [],
      ...variant,
    })),
  };
}

const sized = (size: string) => ({
  id: `shirt-${size.toLowerCase()}`,
  options: [{ name: 'Size', value: size }],
});

/** What the shop sells when it opens. */
export const merchantOf = ({ prices, ...shop }: Seed, token: string): FakeMerchant => ({
  ...shop,
  token,
  products: [
    product('mug', [{}], prices.mug),
    product('tea', [{}], prices.tea),
    product('lamp', [{ stock: 3 }], prices.lamp),
    product('poster', [{ stock: 0 }], prices.poster),
    product('song', [{ digital: true }], prices.song),
    product('shirt', [sized('S'), sized('M')], prices.shirt),
  ],
});

/** Another merchant on the same platform, who sells one thing that nobody else does. */
export const neighbourOf = ({ prices, ...shop }: Seed, token: string): FakeMerchant => ({
  ...shop,
  name: 'The neighbour',
  token,
  products: [product('vase', [{}], prices.mug)],
});
