import fc from 'fast-check';
import type { ShopDefinition } from '../../src';
import { cartSums, type Basket, type Item, type Method } from './cart-sums';
import type { ChangedSeed } from './changed-seed';
import { factsOf, type Facts } from './facts';
import { Fraction } from './fraction';

/** What one buyer wants of a changed shop. */
export interface Scene {
  readonly seed: ChangedSeed;
  readonly facts: Facts;
  readonly items: readonly Item[];
  readonly codes: readonly string[];
  readonly choice: number;
  readonly to: 'home' | 'abroad';
}

const CODES = ['save10', 'fiveoff', 'old', 'min100', 'each', 'tote', 'fresh'];

export const scene = (seeds: fc.Arbitrary<ChangedSeed>): fc.Arbitrary<Scene> =>
  fc
    .record({
      seed: seeds,
      picks: fc.uniqueArray(fc.record({ place: fc.nat(13), quantity: fc.integer({ min: 1, max: 5 }) }), {
        selector: ({ place }) => place,
        minLength: 1,
        maxLength: 5,
      }),
      reducedOnly: fc.integer({ min: 1, max: 4 }).map((one) => one === 1),
      atLimit: fc.boolean(),
      codes: fc.shuffledSubarray(CODES, { maxLength: 3 }),
      choice: fc.nat(3),
      to: fc.constantFrom('home' as const, 'abroad' as const),
    })
    .map(({ seed, picks, reducedOnly, atLimit, ...rest }) => {
      const all = goodsOf(seed.shop);
      // A basket of one class of goods is rare by chance, and decides whose rates delivery takes.
      const goods = reducedOnly ? all.filter(({ taxClass }) => taxClass === 'reduced-rate') : all;
      const items = picks.map(({ place, quantity }) => ({ ...goods[place % goods.length]!, quantity }));
      const ids = items.map(({ productId, variationId }) => variationId || productId);
      const drawn = {
        ...rest,
        seed,
        facts: factsOf(seed.shop),
        items: items.filter((_, place) => ids.indexOf(ids[place]!) === place),
      };
      return atLimit ? withMinimumMet(drawn) : drawn;
    });

/** Free delivery begins at the very sum that the goods come to, as they are shown. */
function withMinimumMet(drawn: Scene): Scene {
  const { subtotal, subtotalTax } = cartSums(drawn.facts, { ...basketOf(drawn), codes: [] });
  const shown = drawn.facts.showsTax ? subtotal.plus(subtotalTax) : subtotal;
  const { decimals } = drawn.facts;
  const min_amount = shown
    .round()
    .over(Fraction.of(10 ** decimals))
    .text(decimals);
  const zones = drawn.seed.shop.zones!.map((zone) => ({
    ...zone,
    methods: zone.methods!.map((method) =>
      method.method_id === 'free_shipping' ? { ...method, min_amount } : method,
    ),
  }));
  return { ...drawn, seed: { ...drawn.seed, shop: { ...drawn.seed.shop, zones } } };
}

/** All that can be bought: what is not out of stock, and of the variable product its variations. */
const goodsOf = ({ products = [] }: ShopDefinition): readonly Omit<Item, 'quantity'>[] =>
  products.flatMap((product) =>
    (product.variations ?? [product])
      .filter(({ stock_status }) => stock_status !== 'outofstock')
      .map((one) => {
        const isOnSale = one.sale_price !== undefined && one.sale_price !== '' && !one.date_on_sale_from;
        return {
          productId: product.id,
          variationId: one.id === product.id ? 0 : one.id,
          price: (isOnSale ? one.sale_price : one.regular_price)!,
          isOnSale,
          isVirtual: one.virtual ?? false,
          taxStatus: one.tax_status ?? 'taxable',
          taxClass: one.tax_class ?? '',
        };
      }),
  );

const methodsOf = ({ zones = [] }: ShopDefinition): readonly Method[] =>
  zones[0]!.methods!.map((method) => ({
    id: `${method.method_id}:${method.instance_id}`,
    kind: method.method_id,
    cost: method.cost ?? '0',
    isTaxed: method.tax_status !== 'none',
    minimum: method.min_amount ?? '0',
  }));

export const basketOf = ({ seed, items, codes, choice, to }: Scene): Basket => ({
  items,
  spot: seed.market[to],
  codes,
  methods: methodsOf(seed.shop),
  choice,
});

/** Sizes are left open by one variation. */
export const addingOf = ({ productId, variationId, quantity }: Item): object => ({
  id: variationId || productId,
  quantity,
  ...(variationId !== 0 && { variation: [{ attribute: 'Size', value: 'M' }] }),
});
