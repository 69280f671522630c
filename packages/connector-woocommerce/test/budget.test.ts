import { itemId, money, optionId, sessionId, type QuoteRequest } from '@acp-hub/commerce';
import type { Connector, PlaceOrder, Store } from '@acp-hub/connector';
import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { woocommerceCompanionConnector } from '../src';
import { facts } from './support/facts';
import { closeStores, openStore, plainConnector } from './support/open-store';
import { usdNet, withCompanion } from './support/shops';

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

afterEach(closeStores);

async function open(shop: ShopDefinition, connector: Connector<never>): Promise<Counted> {
  const { fake, store } = await openStore(shop, { connector });
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
  const plain = await sale(await open(usdNet, plainConnector));
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

/** Of ten thousand products some have three variations each. */
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

const oneOnEveryPage = (index: number) => index % 100 === 0;
const allOnOnePage = (index: number) => index < 100;

/** Before 10.3 one call for each that has variations, from then on one for a hundred variations. */
test.each([
  ['100 have variations, one on each page, before 10.3', '10.0.2', oneOnEveryPage, 101 + 100],
  ['100 have variations, one on each page, from 10.3 on', '10.3.0', oneOnEveryPage, 101 + 3],
  ['100 have variations, all on one page, from 10.3 on', '10.3.0', allOnOnePage, 101 + 3],
])(
  'a catalogue of 10,000, of which %s, takes no more calls than it may',
  async (name, version, hasVariations, most) => {
    const shop = large(version, hasVariations);
    const { store, count } = await open(shop, plainConnector);
    await store.quote(nowhere);
    const { calls, value } = await count(async () => {
      let variants = 0;
      let cursor: string | undefined;
      do {
        const page = await store.listProducts(cursor === undefined ? {} : { cursor });
        variants += page.items.flatMap((product) => product.variants).length;
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return variants;
    });
    table.push([`catalogue of 10,000, of which ${name}`, most, calls.length, '-']);
    const further = shop.products!.filter((_each, index) => hasVariations(index)).length * 2;
    expect(value).toBe(10_000 + further);
    expect(calls.length).toBeLessThanOrEqual(most);
  },
  PATIENCE_MS,
);
