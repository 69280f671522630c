import { once } from 'node:events';
import { request as requestSecurely } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { FaultPlan } from '@acp-hub/fake-kit';
import { KEY, openShop, type OpenShop } from './support/open-shop';

let open: OpenShop;

beforeEach(async () => {
  open = await openShop();
});
afterEach(() => open.close());

const newOrder = () => open.office('POST', 'orders', { line_items: [{ product_id: 10, quantity: 1 }] });
const plan = (fault: FaultPlan) => open.ask('POST', '/admin/faults', fault);
const ordersInBooks = async (): Promise<number> => (await open.ask('GET', '/admin/books')).body.orders.length;
const path = '/wp-json/wc/v3/orders*';

test('over HTTPS a key is somebody’s without any proxy, and links name that address', async () => {
  const url = await open.shop.listenSecurely();
  const call = requestSecurely(`${url}/wp-json/wc/v3/products/10`, {
    headers: { authorization: KEY },
    ca: open.shop.certificate,
    servername: 'localhost',
  }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const chunks = (await response.toArray()) as Buffer[];
  const product = JSON.parse(Buffer.concat(chunks).toString());
  expect(product).toMatchObject({ id: 10, _links: { self: [{ href: `${url}/wp-json/wc/v3/products/10` }] } });
});

test('a busy shop says when to come back, and applied nothing', async () => {
  await plan({ path, effect: { kind: 'answer', status: 429, headers: { 'retry-after': '7' }, body: {} } });
  const { status, headers } = await newOrder();
  expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 429, retryAfter: '7' });
  expect(await ordersInBooks()).toBe(0);
  expect((await newOrder()).status).toBe(201);
});

test('an answer that is lost was applied all the same', async () => {
  await plan({ method: 'POST', path, when: 'after', effect: { kind: 'cut' } });
  await expect(newOrder()).rejects.toThrow();
  expect(await ordersInBooks()).toBe(1);
});

test('an answer that is cut in half is no answer', async () => {
  await plan({ method: 'POST', path, when: 'after', effect: { kind: 'truncate' } });
  await expect(newOrder()).rejects.toThrow();
  expect(await ordersInBooks()).toBe(1);
});

test('a web page instead of JSON, where a plugin stands in the way', async () => {
  const body = '<html>Checking your browser</html>';
  await plan({
    path,
    effect: { kind: 'answer', status: 503, headers: { 'content-type': 'text/html' }, body },
  });
  expect(await newOrder()).toMatchObject({ status: 503, body });
});

test('the journal has what was asked, beside the back door', async () => {
  await newOrder();
  const { body } = await open.ask('GET', '/admin/journal');
  expect(body.entries).toMatchObject([{ method: 'POST', path: '/wp-json/wc/v3/orders', status: 201 }]);
});

test('a shop that is down refuses, and is back where it was', async () => {
  await open.shop.refuse();
  await expect(newOrder()).rejects.toThrow(/ECONNREFUSED|other side closed|socket/i);
  await open.shop.accept();
  expect((await newOrder()).status).toBe(201);
});
