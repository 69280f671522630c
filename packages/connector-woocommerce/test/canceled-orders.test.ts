import { currency, money } from '@acp-hub/commerce';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { createFakeWooCommerce, type FakeWooCommerce } from '@acp-hub/fake-woocommerce';
import type { Store } from '@acp-hub/connector';
import { woocommerceConnector } from '../src';
import { BackOffice } from './support/back-office';
import { keysOf, usdNet } from './support/shops';

const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true, deadlineMs: 3_000 });
let fake: FakeWooCommerce;
let office: BackOffice;
let store: Store;

beforeAll(async () => {
  fake = await createFakeWooCommerce({ shop: usdNet });
  const url = await fake.listen();
  const key = keysOf('usd');
  office = new BackOffice(url, key, 2);
  store = woocommerceConnector.connect({ url, ...key }, createInProcessContext({ transport }));
});
afterAll(async () => {
  await transport.close();
  await fake.close();
});

const sold = async () => {
  const fee_lines = [{ name: 'Engraving', total: '20.00', tax_status: 'none' }];
  return String((await office.call('POST', 'orders', { fee_lines, set_paid: true })).id);
};
const giveBack = (id: string, cents: number) =>
  store.refundOrder!(id, {
    idempotencyKey: `ref_${id}:platform`,
    amount: money(cents, currency('USD')),
    items: [],
    restock: false,
    reason: 'Order canceled',
    reference: 're_1',
  });

test('a cancelled order stays so when its refund is written, though the shop calls it refunded', async () => {
  const id = await sold();
  await office.call('PUT', `orders/${id}`, { status: 'cancelled' });
  const { snapshot } = await giveBack(id, 2_000);
  expect((await office.call('GET', `orders/${id}`)).status).toBe('refunded');
  expect(snapshot).toMatchObject({
    status: 'canceled',
    refunds: [{ amount: 2_000, reason: 'Order canceled', reference: 're_1' }],
  });
  expect(await giveBack(id, 2_000)).toMatchObject({ platformRefundId: snapshot.refunds[0]?.id });
});

test('an order whose whole sum went back is not cancelled by that', async () => {
  const id = await sold();
  const { snapshot } = await giveBack(id, 2_000);
  expect((await office.call('GET', `orders/${id}`)).status).toBe('refunded');
  expect(snapshot.status).not.toBe('canceled');
});
