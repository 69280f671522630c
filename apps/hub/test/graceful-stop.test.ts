import { connect } from 'node:net';
import { agentOf, hubWorld, sampleCheckout } from './support/hub-world';
import { memoryConnector } from './support/memory-connector';

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let token: string;
let stopping: Promise<void> | undefined;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector });
  ({ token } = await world.merchant('atlas'));
}, 60_000);
afterAll(() => stopping ?? world.close());

test('a hub that stops answers what is in flight, and what comes on the same connection meanwhile', async () => {
  const { json } = await agentOf(world.baseUrl, token).post('/checkout_sessions', sampleCheckout);
  const { hostname, port } = new URL(world.baseUrl);
  const body = JSON.stringify(sampleCheckout);
  const head = `host: hub\r\nauthorization: Bearer ${token}\r\napi-version: 2026-04-17\r\n`;
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  const closed = new Promise((resolve) => socket.once('close', resolve));

  const asked = shop.pauseAt('quote');
  socket.write(
    `POST /checkout_sessions HTTP/1.1\r\n${head}idempotency-key: a\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  await asked.reached;
  stopping = world.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
  socket.write(`GET /checkout_sessions/${json.id} HTTP/1.1\r\n${head}\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  asked.go();
  await Promise.all([stopping, closed]);

  expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 201', 'HTTP/1.1 200']);
  expect(received).toContain(json.id);
}, 30_000);
