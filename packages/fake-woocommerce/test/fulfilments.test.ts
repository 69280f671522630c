import { canvasAndCo } from '../src';
import { list, openShop, type OpenShop } from './support/open-shop';
import type { Json } from './support/recordings';

let open: OpenShop;
let order: Json;

async function start(version: string, isOn: boolean): Promise<void> {
  const settings = { ...canvasAndCo.settings, woocommerce_feature_fulfillments_enabled: isOn ? 'yes' : 'no' };
  open = await openShop({ shop: { ...canvasAndCo, version, settings } });
  const line_items = [
    { product_id: 10, quantity: 2 },
    { product_id: 11, quantity: 1 },
  ];
  order = (await open.office('POST', 'orders', { line_items, set_paid: true })).body;
}

afterEach(() => open.close());

const parcel = (units: readonly (readonly [line: number, qty: number])[], more: object = {}) => ({
  is_fulfilled: true,
  meta_data: [
    { key: '_items', value: units.map(([line, qty]) => ({ item_id: order.line_items[line].id, qty })) },
    { key: '_tracking_number', value: '1Z' },
  ],
  ...more,
});

const statusOfOrder = async (): Promise<unknown> =>
  list((await open.office('GET', `orders/${order.id}`)).body.meta_data).find(
    ({ key }: Json) => key === '_fulfillment_status',
  )?.value;

test.each([
  ['10.0.2', true],
  ['10.3.0', false],
])('WooCommerce %s with the feature on=%s knows no parcels', async (version, isOn) => {
  await start(version, isOn);
  const { status, body } = await open.office('GET', `orders/${order.id}/fulfillments`);
  expect({ status, code: body.code }).toEqual({ status: 404, code: 'rest_no_route' });
});

test('the order says how far it is fulfilled, parcel by parcel', async () => {
  await start('10.3.0', true);
  const path = `orders/${order.id}/fulfillments`;
  expect(await statusOfOrder()).toBeUndefined();

  const draft = await open.office('POST', path, parcel([[0, 1]], { is_fulfilled: false }));
  expect(draft.status).toBe(201);
  expect(await statusOfOrder()).toBe('unfulfilled');

  await open.office('PUT', `${path}/${draft.body.id}`, { is_fulfilled: true });
  expect(await statusOfOrder()).toBe('partially_fulfilled');

  const rest = await open.office(
    'POST',
    path,
    parcel([
      [0, 1],
      [1, 1],
    ]),
  );
  expect(await statusOfOrder()).toBe('fulfilled');
  expect((await open.office('GET', path)).body).toMatchObject([
    { id: draft.body.id, status: 'fulfilled', is_fulfilled: true, date_deleted: null },
    { id: rest.body.id, entity_id: String(order.id) },
  ]);

  await open.office('DELETE', `${path}/${rest.body.id}`);
  expect(await statusOfOrder()).toBe('partially_fulfilled');
  expect((await open.office('GET', `${path}/${rest.body.id}`)).status).toBe(400);
  await open.office('DELETE', `${path}/${draft.body.id}`);
  expect(await statusOfOrder()).toBeUndefined();
});

test('what was refunded need not be sent', async () => {
  await start('10.3.0', true);
  const path = `orders/${order.id}/fulfillments`;
  const { body: sent } = await open.office('POST', path, parcel([[0, 2]]));
  expect(await statusOfOrder()).toBe('partially_fulfilled');
  const line_items = [{ id: order.line_items[1].id, quantity: 1, refund_total: 9.95 }];
  await open.office('POST', `orders/${order.id}/refunds`, { api_refund: false, line_items });
  await open.office('PUT', `${path}/${sent.id}`, { is_fulfilled: true });
  expect(await statusOfOrder()).toBe('fulfilled');
});

test('a parcel that holds nothing is refused', async () => {
  await start('10.3.0', true);
  const post = (body: object) => open.office('POST', `orders/${order.id}/fulfillments`, body);
  for (const units of [[], [[0, 0]]] as const) expect((await post(parcel(units))).status).toBe(400);
  expect((await post({ is_fulfilled: true })).body.code).toBe('rest_missing_callback_param');
  expect(await statusOfOrder()).toBeUndefined();
});
