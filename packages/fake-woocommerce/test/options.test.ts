import { canvasAndCo, type ShopDefinition } from '../src';
import { KEY, openShop, type OpenShop } from './support/open-shop';

let open: OpenShop;
afterEach(() => open.close());

const start = async (quirks: NonNullable<ShopDefinition['quirks']>): Promise<void> => {
  open = await openShop({ shop: { ...canvasAndCo, quirks } });
};

async function cartWith(id: number, quantity: number) {
  const { headers } = await open.ask('GET', '/wp-json/wc/store/v1/cart');
  const token = { 'cart-token': String(headers['cart-token']) };
  return open.ask('POST', '/wp-json/wc/store/v1/cart/add-item', { id, quantity }, token);
}

test('a plugin’s fees are on every cart that holds anything, with tax where they are taxed', async () => {
  await start({
    fees: [
      { name: 'Gift wrap', amount: '2.00', taxable: true },
      { name: 'Handling', amount: '1.50' },
    ],
  });
  const { body } = await cartWith(14, 1);
  expect(body.fees).toMatchObject([
    { key: 'gift-wrap', totals: { total: '200', total_tax: '15' } },
    { key: 'handling', totals: { total: '150', total_tax: '0' } },
  ]);
  // An e-book of $7.00 that is not taxed, the fees, and California's tax of one of them.
  expect(body.totals).toMatchObject({ total_fees: '350', total_fees_tax: '15', total_price: '1065' });
});

test('prices come as numbers where a plugin makes them so', async () => {
  await start({ pricesAsNumbers: true });
  expect((await open.office('GET', 'products/10')).body).toMatchObject({
    price: 24.99,
    regular_price: 24.99,
  });
});

test('with plain permalinks only the query finds the API', async () => {
  await start({ plainPermalinks: true });
  const pretty = await open.ask('GET', '/wp-json/wc/store/v1/cart');
  expect(pretty.headers['content-type']).toContain('text/html');
  expect((await open.ask('GET', '/index.php?rest_route=/wc/store/v1/cart')).body.items).toEqual([]);
});

test('whoever does not trust a proxy sees plain http, where a key is nobody’s', async () => {
  await start({ trustsForwardedProto: false });
  const headers = { authorization: KEY, 'x-forwarded-proto': 'https' };
  expect((await open.ask('GET', '/wp-json/wc/v3/orders', undefined, headers)).status).toBe(401);
});

test('pending orders of the REST API hold stock where a plugin makes them', async () => {
  await start({ pendingOrdersHoldStock: true });
  await open.office('POST', 'orders', { line_items: [{ product_id: 11, quantity: 1 }] });
  const { status, body } = await cartWith(11, 2);
  expect({ status, code: body.code }).toEqual({
    status: 400,
    code: 'woocommerce_rest_product_partially_out_of_stock',
  });
});

test('a definition that makes no sense is refused', async () => {
  await start({});
  const wrong = { ...canvasAndCo, products: [{ id: 1, name: 'Tote', regular_price: '12,50' }] };
  await expect(openShop({ shop: wrong })).rejects.toThrow(/regular_price/);
});
