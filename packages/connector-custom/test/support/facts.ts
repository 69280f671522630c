import { currency, itemId, type Address, type QuoteRequest } from '@acp-hub/commerce';
import type { Facts, ItemFact, PriceExample } from '@acp-hub/connector-testkit';
import { merchants, type Merchant } from '@acp-hub/demo-store';

export const merchantOf = (slug: string): Merchant => merchants.find((merchant) => merchant.slug === slug)!;

/** Another merchant in the same street: same money, same zones, one product of its own. */
export const neighbourOf = (merchant: Merchant): Merchant => {
  const [product] = merchant.products;
  const variants = product!.variants
    .slice(0, 1)
    .map((variant) => ({ ...variant, id: 'neighbours-own', stock: 50 }));
  return {
    ...merchant,
    slug: `${merchant.slug}-neighbour`,
    products: [{ ...product!, id: 'neighbours-product', variants }],
  };
};

function itemFact(merchant: Merchant, id: string): ItemFact {
  const product = merchant.products.find(({ variants }) => variants.some((variant) => variant.id === id))!;
  const variant = product.variants.find((candidate) => candidate.id === id)!;
  return { id: itemId(id), productId: product.id, price: variant.price };
}

interface Choice {
  /** With at least 100 units; the other items are the merchant’s showcase. */
  readonly second: string;
  readonly address: Address;
  readonly otherCurrency: string;
  readonly examples: readonly (Omit<PriceExample, 'request'> & {
    readonly items: Readonly<Record<string, number>>;
    readonly coupons?: readonly string[];
  })[];
}

export function factsOf(merchant: Merchant, choice: Choice): Facts {
  const { items, coupons } = merchant.showcase;
  const fact = (id: string) => itemFact(merchant, id);
  const seeds = new Map(merchant.products.flatMap(({ variants }) => variants.map((seed) => [seed.id, seed])));
  const limited = seeds.get(items.limited)!.stock;
  if (limited === 'unlimited') throw new TypeError('The limited item is not.');
  const options = Object.entries(seeds.get(items.variant)!.options).map(([name, value]) => ({ name, value }));
  const foreign = neighbourOf(merchant).products[0]!;
  return {
    currency: merchant.currency,
    pricesIncludeTax: merchant.pricesIncludeTax,
    productIds: merchant.products.map(({ id }) => id),
    items: {
      inStock: fact(items.in_stock),
      second: fact(choice.second),
      limited: { ...fact(items.limited), available: limited },
      outOfStock: fact(items.out_of_stock),
      digital: fact(items.digital),
      variant: { ...fact(items.variant), options },
    },
    foreignItem: { id: itemId('neighbours-own'), productId: foreign.id, price: foreign.variants[0]!.price },
    unknownItem: itemId('never-was-sold'),
    coupons,
    addresses: {
      taxed: choice.address,
      notServed: { name: 'Ana', lineOne: 'Rua A 1', city: 'Recife', country: 'BR', postalCode: '50000-000' },
    },
    examples: choice.examples.map(({ items: wanted, coupons: codes = [], lines, total }) => {
      const request: QuoteRequest = {
        items: Object.entries(wanted).map(([id, quantity]) => ({ id: itemId(id), quantity })),
        currency: merchant.currency,
        coupons: codes,
        address: choice.address,
      };
      return { request, lines, total };
    }),
    otherCurrency: currency(choice.otherCurrency),
  };
}
