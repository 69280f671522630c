import { currency, type Currency } from '@acp-hub/commerce';

/** What a merchant of the reference shop sells. Prices are integer minor units, as the shop shows them. */
export interface ShopSeed {
  readonly name: string;
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  /** Percent; due in the one country the shop delivers to. */
  readonly taxPercent: number;
  readonly country: string;
  readonly products: readonly SeedProduct[];
  readonly shipping: readonly { readonly id: string; readonly title: string; readonly price: number }[];
}

export interface SeedProduct {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly {
    readonly id: string;
    readonly price: number;
    readonly stock: number;
    readonly digital?: boolean;
    readonly size?: string;
  }[];
}

export const coupons = { valid: 'TEN', expired: 'SUMMER', minimum: 'BIGSPENDER' } as const;

interface Prices {
  readonly mug: number;
  readonly tea: number;
  readonly lamp: number;
  readonly poster: number;
  readonly song: number;
  readonly shirt: number;
  readonly standard: number;
  readonly express: number;
}

const productsAt = (prices: Prices): SeedProduct[] => [
  { id: 'mug', title: 'Mug', variants: [{ id: 'mug-1', price: prices.mug, stock: 500 }] },
  { id: 'tea', title: 'Tea', variants: [{ id: 'tea-1', price: prices.tea, stock: 500 }] },
  {
    id: 'shirt',
    title: 'Shirt',
    variants: [
      { id: 'shirt-s', price: prices.shirt, stock: 50, size: 'S' },
      { id: 'shirt-m', price: prices.shirt, stock: 50, size: 'M' },
    ],
  },
  ...['Red', 'Green', 'Blue'].map((colour) => ({
    id: `yarn-${colour.toLowerCase()}`,
    title: `${colour} yarn`,
    variants: [{ id: `yarn-${colour.toLowerCase()}-1`, price: prices.poster, stock: 20 }],
  })),
  { id: 'lamp', title: 'Lamp', variants: [{ id: 'lamp-1', price: prices.lamp, stock: 3 }] },
  { id: 'poster', title: 'Poster', variants: [{ id: 'poster-1', price: prices.poster, stock: 0 }] },
  {
    id: 'song',
    title: 'Song',
    variants: [{ id: 'song-1', price: prices.song, stock: 9_999, digital: true }],
  },
];

const seed = (
  name: string,
  code: string,
  tax: Pick<ShopSeed, 'pricesIncludeTax' | 'taxPercent' | 'country'>,
  prices: Prices,
): ShopSeed => ({
  name,
  currency: currency(code),
  ...tax,
  products: productsAt(prices),
  shipping: [
    { id: 'standard', title: 'Standard', price: prices.standard },
    { id: 'express', title: 'Express', price: prices.express },
  ],
});

/** The mug's and the shirt's taxes come out even, the tea's do not. */
export const seeds = {
  usdNet: seed(
    'Cup & Co',
    'USD',
    { pricesIncludeTax: false, taxPercent: 8, country: 'US' },
    { mug: 2500, tea: 1999, lamp: 1500, poster: 900, song: 499, shirt: 3000, standard: 500, express: 1500 },
  ),
  eurGross: seed(
    'Tasse & Co',
    'EUR',
    { pricesIncludeTax: true, taxPercent: 19, country: 'DE' },
    { mug: 2380, tea: 1999, lamp: 1190, poster: 900, song: 499, shirt: 3570, standard: 595, express: 1190 },
  ),
  jpy: seed(
    'Yunomi',
    'JPY',
    { pricesIncludeTax: false, taxPercent: 10, country: 'JP' },
    { mug: 2500, tea: 1236, lamp: 1500, poster: 900, song: 490, shirt: 3000, standard: 500, express: 1500 },
  ),
  kwd: seed(
    'Finjan',
    'KWD',
    { pricesIncludeTax: false, taxPercent: 5, country: 'KW' },
    {
      mug: 10_000,
      tea: 1235,
      lamp: 8000,
      poster: 900,
      song: 4999,
      shirt: 12_000,
      standard: 1500,
      express: 3000,
    },
  ),
} as const;

/** The neighbour on the same platform sells one thing that nobody else does. */
export const neighbourOf = (first: ShopSeed): ShopSeed => ({
  ...first,
  name: 'The neighbour',
  products: [
    {
      id: 'vase',
      title: 'Vase',
      variants: [{ id: 'vase-1', price: first.products[0]!.variants[0]!.price, stock: 80 }],
    },
  ],
});
