import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openShop, type OpenShop } from './support/open-shop';
import type { Json } from './support/recordings';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let open: OpenShop;
let sink: { readonly url: string; readonly arrived: Delivery[]; status: number; close(): void };

beforeEach(async () => {
  open = await openShop();
  const arrived: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push({ headers: request.headers, text: Buffer.concat(chunks).toString() });
      response.writeHead(sink.status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  sink = { url: `http://127.0.0.1:${port}`, arrived, status: 200, close: () => void server.close() };
});
afterEach(async () => {
  await open.close();
  sink.close();
});

async function register(topic: string, secret = 'whispered'): Promise<number> {
  const { body } = await open.office('POST', 'webhooks', { topic, secret, delivery_url: sink.url });
  return body.id;
}

const order = async (): Promise<number> =>
  (await open.office('POST', 'orders', { line_items: [{ product_id: 10, quantity: 1 }] })).body.id;
const touch = (id: number, customer_note: string) => open.office('PUT', `orders/${id}`, { customer_note });
const webhook = async (id: number): Promise<Json> => (await open.office('GET', `webhooks/${id}`)).body;
const topics = () => sink.arrived.map(({ headers }) => headers['x-wc-webhook-topic']);

/** What came since, without pings. */
function taken(): Delivery[] {
  return sink.arrived.splice(0).filter(({ headers }) => headers['x-wc-webhook-topic'] !== undefined);
}

test('a new webhook is tried with a form that nobody signed', async () => {
  const id = await register('order.updated');
  const [ping] = sink.arrived;
  expect(ping!.text).toBe(`webhook_id=${id}`);
  expect(ping!.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(ping!.headers['x-wc-webhook-signature']).toBeUndefined();
});

test('deliveries come when the queue runs, signed, and say what is true by then', async () => {
  await register('order.updated');
  const id = await order();
  await open.shop.runQueue();
  taken();
  await touch(id, 'Ring twice');
  expect(taken()).toEqual([]);
  await open.office('PUT', `orders/${id}`, { status: 'completed' });
  expect(await open.shop.runQueue()).toBe(1);
  const [delivery, ...more] = taken();
  expect(more).toEqual([]);
  expect(JSON.parse(delivery!.text)).toMatchObject({ id, customer_note: 'Ring twice', status: 'completed' });
  expect(delivery!.headers['x-wc-webhook-signature']).toBe(
    createHmac('sha256', 'whispered').update(delivery!.text).digest('base64'),
  );
});

test('the newest webhook is served first, whatever happened first', async () => {
  await register('order.created');
  await register('order.updated');
  await register('product.updated');
  sink.arrived.length = 0;
  const id = await order();
  await open.office('PUT', `orders/${id}`, { status: 'processing' });
  await open.shop.runQueue();
  expect(topics()).toEqual(['order.created', 'order.updated', 'product.updated']);
  sink.arrived.length = 0;
  await register('order.updated');
  sink.arrived.length = 0;
  await touch(id, 'Again');
  await open.shop.runQueue();
  expect(sink.arrived.map(({ headers }) => headers['x-wc-webhook-id'])).toEqual(['4', '2']);
});

test('what failed is not sent again, and the seventh failure in a row switches the webhook off', async () => {
  const hook = await register('order.updated');
  const id = await order();
  await open.shop.runQueue();
  taken();
  sink.status = 500;
  for (let failure = 1; failure <= 7; failure += 1) {
    expect((await webhook(hook)).status).toBe('active');
    await touch(id, `Failure ${failure}`);
    await open.shop.runQueue();
    await open.shop.runQueue();
    expect(taken()).toHaveLength(1);
  }
  expect((await webhook(hook)).status).toBe('disabled');
  sink.status = 200;
  await touch(id, 'Nobody hears of this');
  await open.shop.runQueue();
  expect(taken()).toEqual([]);

  await open.office('PUT', `webhooks/${hook}`, { status: 'active' });
  await open.shop.runQueue();
  expect(taken()).toEqual([]);
  await touch(id, 'Back again');
  await open.shop.runQueue();
  expect(taken().map(({ text }) => JSON.parse(text).customer_note)).toEqual(['Back again']);
});

test('a webhook that was switched on again has all its failures before it', async () => {
  const hook = await register('order.updated');
  const id = await order();
  await open.shop.runQueue();
  sink.status = 500;
  const fail = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      await touch(id, `Failure ${time}`);
      await open.shop.runQueue();
    }
  };
  await fail(7);
  await open.office('PUT', `webhooks/${hook}`, { status: 'active' });
  await fail(6);
  expect((await webhook(hook)).status).toBe('active');
  await fail(1);
  expect((await webhook(hook)).status).toBe('disabled');
});

test('one delivery that is taken forgives those before it', async () => {
  const hook = await register('order.updated');
  const id = await order();
  await open.shop.runQueue();
  for (const status of [500, 500, 500, 500, 500, 500, 200, 500, 500, 500, 500, 500, 500]) {
    sink.status = status;
    await touch(id, String(status));
    await open.shop.runQueue();
  }
  expect((await webhook(hook)).status).toBe('active');
});
