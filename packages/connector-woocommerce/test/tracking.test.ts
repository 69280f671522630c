import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { BackOffice } from './support/back-office';
import { closeStores, openStore } from './support/open-store';
import { keysOf, usdNet } from './support/shops';

afterEach(closeStores);

/** A shop with a plugin for parcels, and a paid order of two totes and a mug. */
async function shopWith(tracking: NonNullable<ShopDefinition['tracking']>) {
  const { store, url, fake } = await openStore({ ...usdNet, tracking });
  const office = new BackOffice(url, keysOf('usd'), 2);
  const { id } = await office.call('POST', 'orders', {
    set_paid: true,
    line_items: [
      { product_id: 10, quantity: 2 },
      { product_id: 11, quantity: 1 },
    ],
  });
  const namespace = tracking === 'ast' ? 'wc-ast/v3' : 'wc-shipment-tracking/v3';
  return {
    fake,
    ship: (parcel: object) => office.call('POST', `orders/${id}/shipment-trackings`, parcel, namespace),
    read: () => store.getOrder(String(id)),
  };
}

const everything = [
  { itemId: '10', quantity: 2 },
  { itemId: '11', quantity: 1 },
];

test('a parcel of WooCommerce Shipment Tracking holds all of the order', async () => {
  const { ship, read } = await shopWith('shipment-tracking');
  const known = await ship({ tracking_provider: 'UPS', tracking_number: '1Z1', date_shipped: '2026-11-24' });
  const custom = await ship({
    custom_tracking_provider: 'Dropp',
    custom_tracking_link: 'https://dropp.example/1',
    tracking_number: 'D1',
    date_shipped: '2026-11-25',
  });
  const { status, shipments } = await read();
  expect(status).toBe('confirmed');
  expect(shipments).toEqual([
    {
      id: known.tracking_id,
      type: 'shipping',
      status: 'shipped',
      items: everything,
      carrier: 'UPS',
      trackingNumber: '1Z1',
      trackingUrl: 'https://www.ups.com/track?loc=en_US&tracknum=1Z1',
      occurredAt: '2026-11-24T00:00:00.000Z',
    },
    {
      id: custom.tracking_id,
      type: 'shipping',
      status: 'shipped',
      items: everything,
      carrier: 'Dropp',
      trackingNumber: 'D1',
      trackingUrl: 'https://dropp.example/1',
      occurredAt: '2026-11-25T00:00:00.000Z',
    },
  ]);
});

test('a parcel of Advanced Shipment Tracking holds what it says, and completes the order', async () => {
  const { ship, read } = await shopWith('ast');
  await ship({
    tracking_provider: 'usps',
    tracking_number: '9400',
    date_shipped: '24-11-2026',
    sku: 'SKU-10',
    qty: '1',
  });
  expect(await read()).toMatchObject({
    status: 'confirmed',
    shipments: [
      { carrier: 'USPS', items: [{ itemId: '10', quantity: 1 }], occurredAt: '2026-11-24T00:00:00.000Z' },
    ],
  });
  await ship({
    tracking_provider: 'usps',
    tracking_number: '9401',
    sku: 'SKU-10,SKU-11',
    qty: '1,1',
    status_shipped: '1',
  });
  expect(await read()).toMatchObject({
    status: 'shipped',
    shipments: [
      { trackingNumber: '9400' },
      {
        trackingNumber: '9401',
        items: [
          { itemId: '10', quantity: 1 },
          { itemId: '11', quantity: 1 },
        ],
      },
    ],
  });
});

test.each([
  ['is gone', { status: 404, body: { code: 'rest_no_route', message: 'No route', data: { status: 404 } } }],
  ['answers a web page', { status: 200, body: '<html>' }],
  ['lets nobody in', { status: 403, body: { code: 'rest_forbidden', message: 'No', data: { status: 403 } } }],
])('a plugin that %s leaves its parcels on the order', async (_name, answer) => {
  const { fake, ship, read } = await shopWith('shipment-tracking');
  await ship({ tracking_provider: 'UPS', tracking_number: '1Z1' });
  const path = '/wp-json/wc-shipment-tracking/*';
  fake.faults.schedule({ path, times: 'always', effect: { kind: 'answer', ...answer } });
  expect((await read()).shipments).toMatchObject([
    { carrier: 'ups', trackingNumber: '1Z1', items: everything },
  ]);
});
