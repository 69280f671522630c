import fc from 'fast-check';
import { canvasAndCo, type ShopDefinition } from '../../src';
import { MARKETS, type Market } from './markets';

type ProductDefinition = NonNullable<ShopDefinition['products']>[number];
type RateDefinition = NonNullable<ShopDefinition['tax_rates']>[number];

export interface ChangedSeed {
  readonly shop: ShopDefinition;
  readonly market: Market;
}

/** As many products as the recorded seed has of its own, and a few of its hundred alike. */
const PRODUCTS = 12;
const IDS = 60;

/** The recorded shop with every price, rate, stock and number another, in another currency. */
export const changedSeed = (name: keyof typeof MARKETS): fc.Arbitrary<ChangedSeed> => {
  const market = MARKETS[name];
  return fc
    .record({
      ids: fc.uniqueArray(fc.integer({ min: 200, max: 9_000 }), { minLength: IDS, maxLength: IDS }),
      prices: fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 50, maxLength: 50 }),
      stocks: fc.array(fc.integer({ min: 6, max: 90 }), { minLength: 20, maxLength: 20 }),
      rates: fc.array(rate(market), { minLength: 6, maxLength: 6 }),
      isGross: market.isGross === undefined ? fc.boolean() : fc.constant(market.isGross),
      roundsAtSubtotal: fc.boolean(),
      showsTax: fc.boolean(),
      shippingClass: fc.constantFrom('inherit', '', 'reduced-rate'),
      percent: fc.integer({ min: 1, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
      isDeliveryTaxed: fc.boolean(),
    })
    .map((drawn) => {
      const ids = numbers(drawn.ids);
      const money = numbers(drawn.prices.map((minor) => inUnits(minor, market.decimals)));
      const stock = numbers(drawn.stocks);
      return {
        market,
        shop: {
          ...canvasAndCo,
          next_id: 10_000,
          settings: {
            ...canvasAndCo.settings,
            ...market.settings,
            woocommerce_prices_include_tax: drawn.isGross ? 'yes' : 'no',
            woocommerce_tax_round_at_subtotal: drawn.roundsAtSubtotal ? 'yes' : 'no',
            woocommerce_tax_display_cart: drawn.showsTax ? 'incl' : 'excl',
            woocommerce_shipping_tax_class: drawn.shippingClass,
          },
          tax_rates: ratesAt(market, drawn.rates, ids),
          zones: zonesOf(market, ids, money, drawn.isDeliveryTaxed),
          ...goods(ids, money, stock, drawn.percent),
        },
      };
    });
};

const rate = (market: Market) =>
  fc.record({
    percent: fc
      .integer({ min: 1, max: 270_000 })
      .map((part) => (market.hasFineRates ? part / 10_000 : Math.ceil(part / 10_000)).toFixed(4)),
    shipping: fc.boolean(),
    compound: fc.boolean(),
  });

const inUnits = (minor: number, places: number): string => {
  const digits = String(minor).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

/** Deals them out one after the other. */
const numbers =
  <Value>(all: readonly Value[]) =>
  (): Value => {
    const [first, ...rest] = all;
    if (first === undefined) throw new Error('Too few numbers were drawn for the shop.');
    all = rest;
    return first;
  };

type Deal<Value> = () => Value;

/** Two rates on top of each other at home, one abroad, and one each for the reduced class. */
function ratesAt(
  { home, abroad }: Market,
  drawn: readonly { percent: string; shipping: boolean; compound: boolean }[],
  ids: Deal<number>,
): RateDefinition[] {
  const places = [
    { ...home, class: 'standard', priority: 1, name: 'VAT' },
    { ...home, class: 'standard', priority: 2, name: 'City' },
    { ...home, class: 'reduced-rate', priority: 1, name: 'Books' },
    { ...abroad, class: 'standard', priority: 1, name: 'Tax abroad' },
    { ...abroad, class: 'reduced-rate', priority: 1, name: 'Books abroad' },
  ];
  return places.map((place, index) => {
    const { percent, shipping, compound } = drawn[index]!;
    return { ...place, id: ids(), rate: percent, shipping, compound: compound && place.priority === 2 };
  });
}

function zonesOf(
  { home, abroad }: Market,
  ids: Deal<number>,
  money: Deal<string>,
  isTaxed: boolean,
): NonNullable<ShopDefinition['zones']> {
  return [
    {
      id: ids(),
      name: 'Everywhere we sell',
      locations: [home, abroad].map(({ country }) => ({ code: country, type: 'country' as const })),
      methods: [
        {
          instance_id: ids(),
          method_id: 'flat_rate',
          title: 'Flat rate',
          cost: money(),
          tax_status: isTaxed ? 'taxable' : 'none',
        },
        { instance_id: ids(), method_id: 'flat_rate', title: 'Express', cost: money() },
        {
          instance_id: ids(),
          method_id: 'free_shipping',
          title: 'Free shipping',
          requires: 'min_amount',
          min_amount: money(),
        },
        { instance_id: ids(), method_id: 'local_pickup', title: 'Pickup', cost: money() },
      ],
    },
  ];
}

function goods(
  ids: Deal<number>,
  money: Deal<string>,
  stock: Deal<number>,
  percent: string,
): Pick<ShopDefinition, 'products' | 'coupons'> {
  const sellable = <Kind extends Pick<ProductDefinition, 'stock' | 'sale_price'>>(old: Kind): Kind => {
    const [one, other] = [money(), money()].toSorted((a, b) => Number(b) - Number(a));
    const isCheaper = Number(other) < Number(one);
    return {
      ...old,
      id: ids(),
      regular_price: one!,
      ...(old.sale_price !== undefined && { sale_price: isCheaper ? other! : '' }),
      ...(old.stock !== undefined && old.stock > 0 && { stock: stock() }),
    };
  };
  const products = canvasAndCo.products!.slice(0, PRODUCTS).map((product, index) => ({
    ...sellable(product),
    ...(product.variations && { regular_price: '', variations: product.variations.map(sellable) }),
    // What the recorded seed has none of: goods of another class, and goods whose delivery alone is taxed.
    ...(index === 8 && { tax_class: 'reduced-rate' }),
    ...(index === 9 && { tax_status: 'shipping' as const }),
  }));
  const [tote, mug] = products;
  return {
    products,
    coupons: [
      { id: ids(), code: 'save10', discount_type: 'percent', amount: percent },
      { id: ids(), code: 'fiveoff', discount_type: 'fixed_cart', amount: money(), usage_limit: 9 },
      {
        id: ids(),
        code: 'old',
        discount_type: 'percent',
        amount: percent,
        date_expires: '2025-01-01T00:00:00',
      },
      { id: ids(), code: 'min100', discount_type: 'fixed_cart', amount: money(), minimum_amount: money() },
      { id: ids(), code: 'each', discount_type: 'fixed_product', amount: money() },
      { id: ids(), code: 'tote', discount_type: 'percent', amount: '33', product_ids: [tote!.id, mug!.id] },
      { id: ids(), code: 'fresh', discount_type: 'fixed_product', amount: money(), exclude_sale_items: true },
    ],
  };
}
