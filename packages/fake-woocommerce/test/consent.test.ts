import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { openShop, type OpenShop } from './support/open-shop';
import type { Json } from './support/recordings';

interface Application {
  readonly url: string;
  readonly granted: Json[];
  close(): void;
}

/** Takes keys, or refuses them. */
async function openApplication(status = 200): Promise<Application> {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const granted: Json[] = [];
  const server = createServer({ key: pair.private, cert: pair.cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      granted.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}/granted`,
    granted,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

let open: OpenShop;
let application: Application;

beforeEach(async () => {
  open = await openShop();
});
afterEach(async () => {
  await open.close();
  application.close();
});

const pageOf = (callbackUrl: string, more: Readonly<Record<string, string>> = {}) =>
  `/wc-auth/v1/authorize?${new URLSearchParams({
    app_name: 'ACP & Hub',
    scope: 'read_write',
    user_id: 'state 1',
    return_url: 'https://hub.example/back?tab=1',
    callback_url: callbackUrl,
    ...more,
  }).toString()}`;

const linkOf = (html: string, kind: 'approve' | 'deny'): string =>
  new RegExp(`href="([^"]+)" class="[^"]*wc-auth-${kind}"`).exec(html)![1]!.replaceAll('&amp;', '&');

test('a merchant who approves gives the application a key that works, and goes back', async () => {
  application = await openApplication();
  const { body: html } = await open.ask('GET', pageOf(application.url));
  const { status, headers } = await open.ask('GET', linkOf(html, 'approve'));

  expect({ status, location: headers['location'] }).toEqual({
    status: 302,
    location: 'https://hub.example/back?tab=1&success=1&user_id=state+1',
  });
  const [key] = application.granted;
  expect(key).toEqual({
    key_id: 1,
    user_id: 'state 1',
    consumer_key: expect.stringMatching(/^ck_[0-9a-f]{40}$/),
    consumer_secret: expect.stringMatching(/^cs_[0-9a-f]{40}$/),
    key_permissions: 'read_write',
  });
  const authorization = `Basic ${Buffer.from(`${key.consumer_key}:${key.consumer_secret}`).toString('base64')}`;
  const orders = await open.ask('GET', '/wp-json/wc/v3/orders', undefined, {
    authorization,
    'x-forwarded-proto': 'https',
  });
  expect(orders.status).toBe(200);
});

test('a merchant who denies gives no key', async () => {
  application = await openApplication();
  const { body: html } = await open.ask('GET', pageOf(application.url));
  expect(linkOf(html, 'deny')).toBe('https://hub.example/back?tab=1&success=0&user_id=state+1');
  expect([...open.shop.books.keys.values()]).toEqual([]);
});

test('a key the application does not take is none', async () => {
  application = await openApplication(500);
  const { body: html } = await open.ask('GET', pageOf(application.url));
  const { status, body } = await open.ask('GET', linkOf(html, 'approve'));
  expect({ status, keys: [...open.shop.books.keys.values()] }).toEqual({ status: 401, keys: [] });
  expect(body).toContain('unable to send the consumer data');
  expect(application.granted).toHaveLength(1);
});

test.each([
  ['a parameter is missing', { app_name: '' }, 'Missing parameter app_name'],
  ['the scope is unknown', { scope: 'everything' }, 'Invalid scope everything'],
  [
    'the callback is not over https',
    { callback_url: 'http://hub.example' },
    'The callback_url needs to be over SSL',
  ],
  ['the way back is no address', { return_url: 'https://' }, 'The return_url is not a valid URL'],
])('nothing is granted where %s', async (_, more, why) => {
  application = await openApplication();
  const { status, body } = await open.ask('GET', pageOf(application.url, more));
  expect(status).toBe(401);
  expect(body).toContain(`Error: ${why}.`);
});

test('nobody approves without having seen the page', async () => {
  application = await openApplication();
  const page = pageOf(application.url).replace('authorize', 'access_granted');
  const { status } = await open.ask('GET', `${page}&wc_auth_nonce=0000000000`);
  expect({ status, granted: application.granted }).toEqual({ status: 401, granted: [] });
});
