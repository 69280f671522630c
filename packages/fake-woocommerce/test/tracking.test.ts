import { canvasAndCo } from '../src';
import { list, openShop, type OpenShop } from './support/open-shop';
import type { Json } from './support/recordings';

let open: OpenShop;

async function orderIn(tracking?: 'shipment-tracking' | 'ast'): Promise<number> {
  open = await openShop({ shop: { ...canvasAndCo, ...(tracking && { tracking }) } });
  open.shop.clock.set(new Date('2026-11-24T12:00:00Z'));
  const { body } = await open.office('POST', 'orders', {
    line_items: [
      { product_id: 10, quantity: 2 },
      { product_id: 16, variation_id: 18, quantity: 1 },
    ],
    set_paid: true,
  });
  return body.id;
}

afterEach(() => open.close());

const parcelsIn = (order: Json) =>
  list(order.meta_data).find(({ key }: Json) => key === '_wc_shipment_tracking_items')?.value;

test('without a plugin nobody keeps parcels', async () => {
  const id = await orderIn();
  const { status, body } = await open.office(
    'GET',
    `wc-shipment-tracking/v3/orders/${id}/shipment-trackings`,
  );
  expect({ status, code: body.code }).toEqual({ status: 404, code: 'rest_no_route' });
});

test('Shipment Tracking keeps a parcel of a carrier it knows on the order, and shows it with its link', async () => {
  const id = await orderIn('shipment-tracking');
  const path = `wc-shipment-tracking/v3/orders/${id}/shipment-trackings`;
  const made = await open.office('POST', path, {
    tracking_provider: 'UPS',
    tracking_number: '1Z 9',
    date_shipped: '2026-11-20',
  });
  expect(made.status).toBe(201);
  const parcel = {
    tracking_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    tracking_provider: 'UPS',
    tracking_number: '1Z 9',
    tracking_link: 'https://www.ups.com/track?loc=en_US&tracknum=1Z%209',
    date_shipped: '2026-11-20',
  };
  expect(made.body).toMatchObject(parcel);
  expect((await open.office('GET', path)).body).toMatchObject([parcel]);
  expect((await open.office('GET', `${path}/${made.body.tracking_id}`)).body).toMatchObject(parcel);

  expect(parcelsIn((await open.office('GET', `orders/${id}`)).body)).toEqual([
    {
      tracking_provider: 'ups',
      custom_tracking_provider: '',
      custom_tracking_link: '',
      tracking_number: '1Z 9',
      date_shipped: String(Date.parse('2026-11-20') / 1_000),
      tracking_id: made.body.tracking_id,
    },
  ]);
});

test('Shipment Tracking takes a carrier it does not know with a link, and lets go of a parcel', async () => {
  const id = await orderIn('shipment-tracking');
  const path = `wc-shipment-tracking/v3/orders/${id}/shipment-trackings`;
  const { body } = await open.office('POST', path, {
    custom_tracking_provider: 'Dropp',
    custom_tracking_link: 'https://dropp.example/1',
    tracking_number: 'D1',
  });
  expect(body).toMatchObject({
    tracking_provider: 'Dropp',
    tracking_link: 'https://dropp.example/1',
    date_shipped: '2026-11-24',
  });
  expect((await open.office('DELETE', `${path}/${body.tracking_id}`)).status).toBe(200);
  expect((await open.office('GET', `${path}/${body.tracking_id}`)).status).toBe(404);
  expect(parcelsIn((await open.office('GET', `orders/${id}`)).body)).toBeUndefined();
});

test('AST says what is in a parcel, moves the order on, and replaces parcels when asked to', async () => {
  const id = await orderIn('ast');
  const path = `wc-shipment-tracking/v3/orders/${id}/shipment-trackings`;
  const part = {
    tracking_provider: 'usps',
    tracking_number: '94',
    date_shipped: '21-11-2026',
    sku: 'TOTE-1,TEE-BLK-M',
    qty: '1,1',
    status_shipped: 2,
  };
  expect((await open.office('POST', path, part)).status).toBe(201);
  const half = (await open.office('GET', `orders/${id}`)).body;
  const [tote, tee] = half.line_items;
  expect(half.status).toBe('partial-shipped');
  expect(parcelsIn(half)).toMatchObject([
    {
      tracking_provider: 'usps',
      date_shipped: String(Date.parse('2026-11-21') / 1_000),
      products_list: [
        { product: '10', item_id: String(tote.id), qty: '1' },
        { product: '18', item_id: String(tee.id), qty: '1' },
      ],
    },
  ]);

  const whole = { tracking_provider: 'fedex', tracking_number: '7', replace_tracking: 1, status_shipped: 1 };
  await open.office('POST', `wc-ast/v3/orders/${id}/shipment-trackings`, whole);
  const done = (await open.office('GET', `orders/${id}`)).body;
  expect(done.status).toBe('completed');
  expect(list(parcelsIn(done)).map(({ tracking_number }: Json) => tracking_number)).toEqual(['7']);
});

test('a parcel needs a number and an order', async () => {
  const id = await orderIn('ast');
  const post = (order: number, body: object) =>
    open.office('POST', `wc-shipment-tracking/v3/orders/${order}/shipment-trackings`, body);
  expect((await post(id, { tracking_provider: 'ups' })).body.code).toBe('rest_missing_callback_param');
  expect((await post(9_999, { tracking_number: '1' })).body.code).toBe('woocommerce_rest_order_invalid_id');
});
