import { currency, itemId, type Address, type QuoteRequest } from '@acp-hub/commerce';
import type { Facts, ItemFact, PriceExample } from '@acp-hub/connector-testkit';

interface Money {
  readonly code: string;
  readonly pricesIncludeTax: boolean;
  readonly address: Address;
  readonly prices: Readonly<
    Record<'inStock' | 'second' | 'limited' | 'outOfStock' | 'digital' | 'variant', number>
  >;
  readonly examples: readonly (Omit<PriceExample, 'request'> & {
    readonly item: number;
    readonly quantity: number;
    readonly coupons?: readonly string[];
  })[];
}

const BULK = Array.from({ length: 110 }, (_each, index) => String(100 + index));

function factsOf({ code, pricesIncludeTax, address, prices, examples }: Money): Facts {
  const fact = (id: number, price: number): ItemFact => ({
    id: itemId(String(id)),
    productId: String(id),
    price,
  });
  return {
    currency: currency(code),
    pricesIncludeTax,
    productIds: ['10', '11', '12', '13', '14', '15', ...BULK],
    items: {
      inStock: fact(10, prices.inStock),
      second: fact(11, prices.second),
      limited: { ...fact(12, prices.limited), available: 5 },
      outOfStock: fact(13, prices.outOfStock),
      digital: fact(14, prices.digital),
      variant: {
        ...fact(17, prices.variant),
        productId: '15',
        options: [
          { name: 'Color', value: 'Black' },
          { name: 'Size', value: 'M' },
        ],
      },
    },
    foreignItem: fact(901, prices.inStock),
    unknownItem: itemId('99999'),
    coupons: { valid: 'SAVE10', expired: 'OLD', minimum: 'LARGE' },
    addresses: {
      taxed: address,
      notServed: {
        name: 'Ana Souza',
        lineOne: 'Rua A 1',
        city: 'Recife',
        state: 'PE',
        country: 'BR',
        postalCode: '50000-000',
      },
    },
    examples: examples.map(({ item, quantity, coupons = [], lines, total }) => {
      const request: QuoteRequest = {
        items: [{ id: itemId(String(item)), quantity }],
        currency: currency(code),
        coupons,
        address,
      };
      return { request, lines, total };
    }),
    otherCurrency: currency('GBP'),
  };
}

/** Worked out by hand. */
export const facts = {
  usdNet: factsOf({
    code: 'USD',
    pricesIncludeTax: false,
    address: {
      name: 'Ada Fields',
      lineOne: '548 Market St',
      city: 'San Francisco',
      state: 'CA',
      country: 'US',
      postalCode: '94104',
    },
    prices: { inStock: 2499, second: 1250, limited: 4000, outOfStock: 1500, digital: 700, variant: 1999 },
    examples: [
      // 7.25% of 74.97 is 5.435; delivery 5.99 and 7.25% of it, 0.434.
      { item: 10, quantity: 3, lines: [{ base: 7497, discount: 0, tax: 544 }], total: 7497 + 544 + 599 + 43 },
      // 10% of 37.50 is 3.75; 7.25% of 33.75 is 2.447.
      {
        item: 11,
        quantity: 3,
        coupons: ['SAVE10'],
        lines: [{ base: 3750, discount: 375, tax: 245 }],
        total: 3375 + 245 + 599 + 43,
      },
    ],
  }),
  eurGross: factsOf({
    code: 'EUR',
    pricesIncludeTax: true,
    address: {
      name: 'Jonas Weber',
      lineOne: 'Schillerstraße 4',
      city: 'München',
      state: 'BY',
      country: 'DE',
      postalCode: '80336',
    },
    prices: { inStock: 2400, second: 1200, limited: 4000, outOfStock: 1500, digital: 700, variant: 1990 },
    examples: [
      // 24.00 hold 3.832 at 19%; delivery 4.12 and 0.783.
      { item: 10, quantity: 1, lines: [{ base: 2017, discount: 0, tax: 383 }], total: 2400 + 490 },
      // 72.00 hold 11.496, 64.80 hold 10.346.
      {
        item: 10,
        quantity: 3,
        coupons: ['SAVE10'],
        lines: [{ base: 6050, discount: 605, tax: 1035 }],
        total: 6480 + 490,
      },
    ],
  }),
  jpy: factsOf({
    code: 'JPY',
    pricesIncludeTax: true,
    address: {
      name: 'Yui Tanaka',
      lineOne: '2-11-3 Meguro',
      city: 'Meguro-ku',
      state: '13',
      country: 'JP',
      postalCode: '153-0063',
    },
    prices: { inStock: 980, second: 1900, limited: 4000, outOfStock: 1500, digital: 700, variant: 1944 },
    examples: [
      // ¥1,960 hold ¥178.18 at 10%; delivery ¥800 and ¥80.
      { item: 10, quantity: 2, lines: [{ base: 1782, discount: 0, tax: 178 }], total: 1960 + 880 },
      // ¥1,900 hold ¥172.7, ¥1,710 hold ¥155.45.
      {
        item: 11,
        quantity: 1,
        coupons: ['SAVE10'],
        lines: [{ base: 1727, discount: 172, tax: 155 }],
        total: 1710 + 880,
      },
    ],
  }),
};
