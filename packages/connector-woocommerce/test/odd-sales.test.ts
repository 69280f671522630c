import { currency, itemId, type QuoteRequest } from '@acp-hub/commerce';
import type { Connector } from '@acp-hub/connector';
import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { woocommerceCompanionConnector } from '../src';
import { facts } from './support/facts';
import { closeStores, openStore, plainConnector } from './support/open-store';
import { sell } from './support/sale';
import { usdNet, withCompanion } from './support/shops';

afterEach(closeStores);

const ask = (id: string, more: Partial<QuoteRequest> = {}): QuoteRequest => ({
  items: [{ id: itemId(id), quantity: 1 }],
  currency: currency('USD'),
  coupons: [],
  buyer: { email: 'ada@example.com' },
  address: facts.usdNet.addresses.taxed,
  ...more,
});

/** In the money of a country, with 5% tax on goods and delivery. */
const shopIn = (code: string, decimals: number, price: string, delivery: string): ShopDefinition => ({
  ...usdNet,
  settings: {
    ...usdNet.settings,
    woocommerce_currency: code,
    woocommerce_price_num_decimals: String(decimals),
  },
  tax_rates: [{ id: 1, country: 'US', state: 'CA', rate: '5.0000', name: 'VAT', shipping: true }],
  zones: [
    {
      id: 1,
      name: 'US',
      locations: [{ code: 'US', type: 'country' }],
      methods: [{ instance_id: 1, method_id: 'flat_rate', title: 'Usual', cost: delivery }],
    },
  ],
  products: [{ id: 10, name: 'Tote', sku: 'T', regular_price: price }],
});

const SPRING = '<b>spring</b> & co';

interface OddSale {
  readonly shop: ShopDefinition;
  readonly request: QuoteRequest;
  /** Of the quote, in smallest units, worked out by hand; and of the order, as the shop writes it. */
  readonly total: number;
  readonly written: string;
  readonly quoted?: object;
}

const sales: Readonly<Record<string, OddSale>> = {
  // 1,961 and 98.05; 750 and 37.5, each rounded by itself.
  'a currency without decimals': {
    shop: shopIn('JPY', 0, '1961', '750'),
    request: ask('10', { currency: currency('JPY') }),
    total: 1961 + 98 + 750 + 38,
    written: '2847',
  },
  // 1.250 and 0.0625; 0.750 and 0.0375.
  'a currency with three decimals': {
    shop: shopIn('KWD', 3, '1.250', '0.750'),
    request: ask('10', { currency: currency('KWD') }),
    total: 1250 + 63 + 750 + 38,
    written: '2.101',
    quoted: { lines: [{ base: 1250, tax: 63 }] },
  },
  // 24.99 and 7.25% of it, 1.812; 5.99 and 0.434.
  'prices that are numbers': {
    shop: { ...usdNet, quirks: { pricesAsNumbers: true } },
    request: ask('10'),
    total: 2499 + 181 + 599 + 43,
    written: '33.22',
  },
  // The same, and a fee of 2.50 without tax and one of 1.00 with 0.0725.
  'fees of a plugin': {
    shop: {
      ...usdNet,
      quirks: {
        fees: [
          { name: 'Cover &amp; <b>care</b>', amount: '2.50' },
          { name: 'Wrapping', amount: '1.00', taxable: true },
        ],
      },
    },
    request: ask('10'),
    total: 2499 + 181 + 599 + 43 + 250 + 107,
    written: '36.79',
    quoted: {
      fees: [
        { title: 'Cover & care', net: 250, tax: 0 },
        { title: 'Wrapping', net: 100, tax: 7 },
      ],
    },
  },
  // 24.99 less 2.499, and 7.25% of 22.491, 1.631; delivery as ever.
  'a coupon whose name holds HTML': {
    shop: {
      ...usdNet,
      coupons: [{ id: 31, code: SPRING, discount_type: 'percent', amount: '10.00' }],
    },
    request: ask('10', { coupons: [SPRING] }),
    total: 2499 - 250 + 163 + 599 + 43,
    written: '30.54',
    quoted: { appliedDiscounts: [{ code: SPRING, amount: 250 }], rejectedDiscounts: [] },
  },
  // 19.99 and 1.449; delivery as ever.
  'a variation of any size': {
    shop: usdNet,
    request: ask('18~Size=M'),
    total: 1999 + 145 + 599 + 43,
    written: '27.86',
    quoted: { lines: [{ item: { id: '18~Size=M' } }] },
  },
};

describe.each([
  ['by wc/v3', plainConnector],
  ['by the shop’s checkout', woocommerceCompanionConnector as unknown as Connector<never>],
])('ordered %s', (_how, connector) => {
  test.each(Object.entries(sales))(
    '%s comes to the same in the quote and in the books',
    async (_name, { shop, request, total, written, quoted = {} }) => {
      const opened = await openStore(withCompanion(shop, 'usd'), { connector });
      const { quote, orders } = await sell(opened, request);
      expect(quote).toMatchObject({ total, ...quoted });
      expect(orders).toEqual([
        { total: written, currency: request.currency, status: 'processing', transactionId: 'pay_1' },
      ]);
    },
  );
});
