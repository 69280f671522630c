import { optionId, type QuoteRequest } from '@acp-hub/commerce';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import type { Connector, PlaceOrder, Store } from '@acp-hub/connector';
import { createFakeWooCommerce, type FakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { itemId, money, sessionId } from '@acp-hub/commerce';
import { woocommerceCompanionConnector, woocommerceConnector } from '../src';
import { facts } from './support/facts';
import { companionSecretOf, keysOf, usdNet, withCompanion } from './support/shops';

const { address, ...nowhere }: QuoteRequest = {
  items: [
    { id: itemId('10'), quantity: 2 },
    { id: itemId('17'), quantity: 1 },
  ],
  currency: facts.usdNet.currency,
  coupons: [],
  buyer: { email: 'ada@example.com' },
  address: facts.usdNet.addresses.taxed,
};
const placed = { ...nowhere, coupons: ['SAVE10'], address: address };

interface Counted {
  readonly store: Store;
  /** Calls that the shop got while `work` ran. */
  count<T>(work: () => Promise<T>): Promise<{ calls: string[]; value: T }>;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(shop: ShopDefinition, connector: Connector<never>): Promise<Counted> {
  const fake: FakeWooCommerce = await createFakeWooCommerce({ shop });
  const url = await fake.listen();
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
  const config = { url, ...keysOf('usd'), companion_secret: companionSecretOf('usd') };
  const context = createInProcessContext({ transport });
  const store = connector.connect(connector.configSchema.parse(config), context);
  closing.push(
    () => fake.close(),
    () => transport.close(),
  );
  return {
    store,
    async count(work) {
      fake.journal.clear();
      const value = await work();
      const calls = fake.journal
        .entries()
        .map(({ method, path }) => `${method} ${path.replace('/wp-json/', '')}`);
      return { calls, value };
    },
  };
}

const table: (readonly [what: string, most: number | string, plain: number, companion: number | string])[] =
  [];
afterAll(() => {
  const rows = table.map((row) => row.map(String));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length), 9));
  const lines = [['operation', 'budget', 'plain', 'companion'], ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\nHTTP calls to the shop per ACP operation\n${lines.join('\n')}\n`);
});

async function sale({ store, count }: Counted) {
  const settings = await count(() => store.quote(nowhere));
  const bare = await count(() => store.quote(nowhere));
  const full = await count(() => store.quote(placed));
  const option = optionId('flat_rate:2');
  const chosen = await count(() => store.quote({ ...placed, option }, full.value.reference));
  const elsewhere = { ...placed.address, lineOne: '1 Market St', postalCode: '94105' };
  const moved = await count(() =>
    store.quote({ ...placed, option, address: elsewhere }, chosen.value.reference),
  );
  const request = { ...placed, option, address: elsewhere };
  const again = await count(() => store.quote(request, moved.value.reference));
  const order: PlaceOrder = {
    idempotencyKey: 'att_1:order',
    sessionId: sessionId('cs_1'),
    request,
    reference: again.value.reference!,
    expectedTotal: money(again.value.total, request.currency),
    buyer: { email: 'ada@example.com' },
    shippingAddress: elsewhere,
    marketingConsents: [],
  };
  const made = await count(() => store.placeOrder(order));
  const paid = await count(() =>
    store.confirmOrder(made.value.platformOrderId, {
      idempotencyKey: 'att_1:confirm',
      provider: 'sandbox',
      reference: 'pay_1',
      amount: made.value.total,
    }),
  );
  expect(paid.value.paid).toBe(true);
  return {
    settings: settings.calls.length - bare.calls.length,
    bare: bare.calls.length,
    full: full.calls.length,
    chosen: chosen.calls.length,
    moved: moved.calls.length,
    complete: again.calls.length + made.calls.length + paid.calls.length,
  };
}

test('a sale takes no more calls than it may', async () => {
  const plain = await sale(await open(usdNet, woocommerceConnector as Connector<never>));
  const companion = await sale(
    await open(withCompanion(usdNet, 'usd'), woocommerceCompanionConnector as Connector<never>),
  );
  table.push(
    ['the shop’s settings, once in six hours', '-', plain.settings, companion.settings],
    ['create without address', 2, plain.bare, companion.bare],
    ['create with address and coupon', 2, plain.full, companion.full],
    ['get', 0, 0, 0],
    ['choosing an option', 1, plain.chosen, companion.chosen],
    ['changing the address', 1, plain.moved, companion.moved],
    ['complete', '5 / 3', plain.complete, companion.complete],
  );
  for (const used of [plain, companion])
    expect([used.bare, used.full, used.chosen, used.moved]).toEqual([2, 2, 1, 1]);
  expect([plain.complete, companion.complete]).toEqual([5, 3]);
});

/** How long it takes says more of the machine than of the connector: only the calls are judged. */
const PATIENCE_MS = 900_000;

/** A hundred products have three variations each: one on every page, or all of them on one page. */
const large = (version: string, hasVariations: (index: number) => boolean): ShopDefinition => ({
  ...usdNet,
  version,
  next_id: 100_000,
  products: Array.from({ length: 10_000 }, (_each, index) => {
    const id = 1_000 + index * 4;
    const plain = { id, name: `P ${id}`, sku: `P-${id}`, regular_price: '10.00' };
    if (!hasVariations(index)) return plain;
    const variation = (offset: number, Size: string) => ({
      id: id + offset,
      sku: `P-${id + offset}`,
      regular_price: '12.00',
      options: { Size },
    });
    return {
      ...plain,
      regular_price: '',
      type: 'variable' as const,
      attributes: { Size: ['S', 'M', 'L'] },
      variations: [variation(1, 'S'), variation(2, 'M'), variation(3, 'L')],
    };
  }),
});

const onEveryPage = (index: number) => index % 100 === 0;
const onOnePage = (index: number) => index < 100;

test.each([
  ['before 10.3', '10.0.2', onEveryPage, 101 + 100],
  ['from 10.3 on', '10.3.0', onOnePage, 101 + 3],
])(
  'a catalogue of 10,000 products, %s, takes a call a page and what its variations take',
  async (name, version, hasVariations, most) => {
    const shop = large(version, hasVariations);
    const { store, count } = await open(shop, woocommerceConnector as Connector<never>);
    await store.quote(nowhere);
    const { calls, value } = await count(async () => {
      let products = 0;
      let cursor: string | undefined;
      do {
        const page = await store.listProducts(cursor === undefined ? {} : { cursor });
        products += page.items.length;
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return products;
    });
    table.push([`catalogue of 10,000, 100 with variations, ${name}`, most, calls.length, '-']);
    expect(value).toBe(10_000);
    expect(calls.length).toBeLessThanOrEqual(most);
  },
  PATIENCE_MS,
);
