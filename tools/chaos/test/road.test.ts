import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { HOLD_HEADER, ORDER_HEADER } from '../src/extension/messages';
import { Road } from '../src/road';

let server: Server;
let road: Road;
let arrived: string[];

beforeEach(async () => {
  arrived = [];
  server = createServer((incoming, answer) => {
    arrived.push(
      `${incoming.method} ${incoming.url} ${incoming.headers[HOLD_HEADER] === undefined ? 'unmarked' : 'marked'}`,
    );
    answer.setHeader('x-answered', 'yes').end('{"ok":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  road = await Road.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await road.close();
  server.close();
});

test('passes requests and answers on', async () => {
  const answer = await request(`${road.url}/orders?a=1`, { method: 'POST', body: '{}' });
  expect([answer.statusCode, answer.headers['x-answered'], await answer.body.json()]).toEqual([
    200,
    'yes',
    { ok: true },
  ]);
  expect(arrived).toEqual(['POST /orders?a=1 unmarked']);
});

test('keeps a marked request until its sender is gone, and then lets it take effect', async () => {
  const held = new Promise<string>((resolve) => (road.onHeld = resolve));
  const sender = new AbortController();
  const headers = { [HOLD_HEADER]: '1', [ORDER_HEADER]: 'order 7' };
  const answer = request(`${road.url}/orders`, {
    method: 'POST',
    body: '{}',
    headers,
    signal: sender.signal,
  });
  expect(await held).toBe('order 7');
  expect(arrived).toEqual([]);
  sender.abort();
  await expect(answer).rejects.toThrow();
  await road.quiet();
  expect(arrived).toEqual(['POST /orders unmarked']);
});

test('cut, it takes nobody; mended, it is where it was', async () => {
  const { url } = road;
  await road.cut();
  await expect(request(url)).rejects.toThrow('ECONNREFUSED');
  await road.mend();
  expect((await request(url)).statusCode).toBe(200);
});
