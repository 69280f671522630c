import type { ShopDefinition } from '@acp-hub/fake-woocommerce';

/** The secret that a shop with the companion plugin shares with the hub. */
export const companionSecretOf = (name: string) => `a-shared-secret-of-the-shop-called-${name}`;

export const keysOf = (name: string) => ({
  consumer_key: `ck_${name}_read_write`,
  consumer_secret: `cs_${name}_read_write_secret`,
});

interface Prices {
  readonly inStock: string;
  readonly second: string;
  readonly limited: string;
  readonly outOfStock: string;
  readonly digital: string;
  readonly variant: string;
}

interface Flavour {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly tax: NonNullable<ShopDefinition['tax_rates']>[number];
  readonly country: string;
  /** Net of tax, as WooCommerce's flat rate is. */
  readonly delivery: readonly [usual: string, express: string];
  readonly prices: Prices;
  readonly minimum: string;
}

/** More than fit on a page. */
const BULK = 110;
const WEEKS_AGO = '2026-10-01T08:00:00';
const DAYS_AGO = '2026-11-01T08:00:00';

const coupon = (id: number, code: string, more: object) => ({
  id,
  code,
  discount_type: 'percent' as const,
  amount: '10.00',
  ...more,
});

/** The same goods in the money and the habits of a country. */
function shopOf({ name, settings, tax, country, delivery, prices, minimum }: Flavour): ShopDefinition {
  const goods = (id: number, price: string, more: object = {}) => ({
    id,
    name: `Good ${id} &amp; <b>more</b>`,
    sku: `SKU-${id}`,
    regular_price: price,
    created: WEEKS_AGO,
    modified: DAYS_AGO,
    ...more,
  });
  return {
    name: `Shop ${name}`,
    opened: WEEKS_AGO,
    settings: { woocommerce_enable_coupons: 'yes', woocommerce_calc_taxes: 'yes', ...settings },
    keys: [{ ...keysOf(name), permissions: 'read_write' }],
    next_id: 500,
    tracking: 'ast',
    tax_rates: [tax],
    zones: [
      {
        id: 1,
        name: country,
        locations: [{ code: country, type: 'country' }],
        methods: [
          { instance_id: 1, method_id: 'flat_rate', title: 'Usual', cost: delivery[0] },
          { instance_id: 2, method_id: 'flat_rate', title: 'Express', cost: delivery[1] },
        ],
      },
    ],
    coupons: [
      coupon(31, 'save10', {}),
      coupon(32, 'old', { date_expires: '2025-01-01T00:00:00' }),
      coupon(33, 'large', { minimum_amount: minimum }),
    ],
    products: [
      goods(10, prices.inStock),
      goods(11, prices.second),
      goods(12, prices.limited, { stock: 5 }),
      goods(13, prices.outOfStock, { stock_status: 'outofstock' }),
      goods(14, prices.digital, { virtual: true, downloadable: true }),
      goods(15, '', {
        type: 'variable',
        attributes: { Color: ['Black', 'Olive'], Size: ['S', 'M'] },
        variations: [
          { id: 16, sku: 'V-16', regular_price: prices.variant, options: { Color: 'Black', Size: 'S' } },
          { id: 17, sku: 'V-17', regular_price: prices.variant, options: { Color: 'Black', Size: 'M' } },
          { id: 18, sku: 'V-18', regular_price: prices.variant, options: { Color: 'Olive' } },
        ],
      }),
      ...Array.from({ length: BULK }, (_each, index) => goods(100 + index, prices.second)),
    ],
  };
}

const usual = { woocommerce_currency_pos: 'left', woocommerce_price_num_decimals: '2' };

export const usdNet = shopOf({
  name: 'usd',
  settings: { ...usual, woocommerce_currency: 'USD', woocommerce_default_country: 'US:CA' },
  tax: { id: 1, country: 'US', state: 'CA', rate: '7.2500', name: 'CA', shipping: true },
  country: 'US',
  delivery: ['5.99', '12.50'],
  prices: {
    inStock: '24.99',
    second: '12.50',
    limited: '40.00',
    outOfStock: '15.00',
    digital: '7.00',
    variant: '19.99',
  },
  minimum: '100.00',
});

const gross = {
  woocommerce_prices_include_tax: 'yes',
  woocommerce_tax_display_cart: 'incl',
  woocommerce_tax_display_shop: 'incl',
};

export const eurGross = shopOf({
  name: 'eur',
  settings: { ...usual, ...gross, woocommerce_currency: 'EUR', woocommerce_default_country: 'DE' },
  tax: { id: 1, country: 'DE', rate: '19.0000', name: 'MwSt.', shipping: true },
  country: 'DE',
  delivery: ['4.12', '8.40'],
  prices: {
    inStock: '24.00',
    second: '12.00',
    limited: '40.00',
    outOfStock: '15.00',
    digital: '7.00',
    variant: '19.90',
  },
  minimum: '100.00',
});

export const jpy = shopOf({
  name: 'jpy',
  settings: {
    ...gross,
    woocommerce_price_num_decimals: '0',
    woocommerce_currency: 'JPY',
    woocommerce_default_country: 'JP:JP13',
  },
  tax: { id: 1, country: 'JP', rate: '10.0000', name: '消費税', shipping: true },
  country: 'JP',
  delivery: ['800', '1500'],
  prices: {
    inStock: '980',
    second: '1900',
    limited: '4000',
    outOfStock: '1500',
    digital: '700',
    variant: '1944',
  },
  minimum: '10000',
});

/** Another merchant with the same money and zones, and one product of its own. */
export const neighbourOf = (shop: ShopDefinition): ShopDefinition => {
  const [product] = shop.products ?? [];
  return {
    ...shop,
    name: `${shop.name}’s neighbour`,
    keys: [{ ...keysOf('neighbour'), permissions: 'read_write' }],
    next_id: 50_000,
    products: [{ ...product!, id: 901, sku: 'NEIGHBOUR' }],
  };
};

export const withCompanion = (shop: ShopDefinition, name: string): ShopDefinition => ({
  ...shop,
  companion: { secret: companionSecretOf(name) },
});
