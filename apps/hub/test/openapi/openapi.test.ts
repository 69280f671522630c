import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acpVersions, codecOf } from '@acp-hub/acp';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { request } from 'undici';
import { envExample } from '../../src/config/env-example';
import { openApiDocument } from '../../src/openapi/document';
import { browserIsInstalled, openBrowser } from '../support/browser';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const root = join(__dirname, '../../../..');
const document = openApiDocument();
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'hub', components: document.components });
const validator = (name: string) => ajv.compile({ $ref: `hub#/components/schemas/${name}` });

let world: Awaited<ReturnType<typeof hubWorld>>;
let token: string;
beforeAll(async () => {
  world = await hubWorld({ connector: memoryConnector().connector });
  token = (await world.merchant('atlas')).token;
}, 60_000);
afterAll(() => world.close());

test('docs/openapi.json and .env.example are what the code says (pnpm generate writes them)', () => {
  const written = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
  expect(readFileSync(join(root, '.env.example'), 'utf8')).toBe(envExample());
});

test('every route that agents and operators may call is described, and nothing else', async () => {
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item as object).map((method) => `${method} ${path}`),
  );
  const controllers = [
    'POST /checkout_sessions',
    'GET /checkout_sessions/x',
    'POST /checkout_sessions/x',
    'POST /checkout_sessions/x/complete',
    'POST /checkout_sessions/x/cancel',
    'GET /orders/x',
    'GET /.well-known/acp.json',
    'GET /operator/dead-letters',
    'POST /operator/dead-letters/replay',
    'GET /operator/webhook-deliveries',
    'POST /operator/agents/x/webhook/enable',
  ];
  expect(described.map((each) => each.replace('{id}', 'x').toLowerCase()).sort()).toEqual(
    controllers.map((each) => each.toLowerCase()).sort(),
  );
  for (const each of controllers) {
    const [method, path] = each.split(' ') as ['GET' | 'POST', string];
    const answer = await request(`${world.baseUrl}${path}`, { method });
    await answer.body.dump();
    expect({ each, status: answer.statusCode }).toEqual({
      each,
      status: path.startsWith('/.well') ? 200 : 401,
    });
  }
});

test('every reference leads somewhere', () => {
  const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  const used = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
  const references = [...new Set([...used].map(([, reference]) => reference))];
  expect(references.length).toBeGreaterThan(30);
  for (const reference of references) expect(names).toContain(reference);
});

test.each(acpVersions)('what is answered in %s is what the document says', async (version) => {
  const agent = agentOf(world.baseUrl, token, version);
  const body =
    version < '2026-01-30'
      ? {
          items: sampleCheckout.line_items,
          buyer: sampleCheckout.buyer,
          fulfillment_address: sampleCheckout.fulfillment_details.address,
        }
      : sampleCheckout;
  const created = await agent.post('/checkout_sessions', body);
  expect(created.status).toBe(201);
  const isSession = validator(`CheckoutSession.${version}`);
  expect(isSession(created.json) || isSession.errors).toBe(true);
  expect(isSession({ ...created.json, invented: 1 })).toBe(false);

  const refused = await agent.post(`/checkout_sessions/${created.json.id}`, { items: 5, line_items: 5 });
  expect(refused.status).toBe(400);
  const isError = validator('Error');
  expect(isError(refused.json) || isError.errors).toBe(true);
  const accepts = validator(`UpdateCheckoutSession.${version}`);
  expect(accepts({ items: 5, line_items: 5 })).toBe(
    codecOf(version).schemas.update.safeParse({ items: 5, line_items: 5 }).success,
  );
});

test('an order is what the document says', async () => {
  const agent = agentOf(world.baseUrl, token);
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  const completed = await agent.post(`/checkout_sessions/${json.id}/complete`, payWith('tok_sandbox_ok'));
  const order = await agent.get(`/orders/${completed.json.order.id}`);
  const isOrder = validator('Order.2026-04-17');
  expect(isOrder(order.json) || isOrder.errors).toBe(true);
});

test('/docs is a page that loads nothing from elsewhere, and /docs/openapi.json is the document', async () => {
  const page = await request(`${world.baseUrl}/docs`);
  const html = await page.body.text();
  expect({ status: page.statusCode, type: page.headers['content-type'] }).toMatchObject({
    status: 200,
    type: expect.stringContaining('text/html'),
  });
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
  expect(loaded.length).toBeGreaterThan(3);
  for (const url of loaded) {
    expect(new URL(url, `${world.baseUrl}/docs`).origin).toBe(world.baseUrl);
    const asset = await request(new URL(url, `${world.baseUrl}/docs`));
    await asset.body.dump();
    expect({ url, status: asset.statusCode }).toEqual({ url, status: 200 });
  }
  const setup = await (await request(`${world.baseUrl}/docs/swagger-ui-init.js`)).body.text();
  expect(setup).toContain('"validatorUrl": null');

  const served = await request(`${world.baseUrl}/docs/openapi.json`);
  expect(await served.body.json()).toEqual(JSON.parse(JSON.stringify(document)));
});

test('the examples are accepted', async () => {
  const agent = agentOf(world.baseUrl, token);
  const example = (path: string) => {
    const { post } = document.paths[path] as { post: { requestBody: { content: object } } };
    return (post.requestBody.content as { 'application/json': { example: object } })['application/json']
      .example;
  };
  const ours = JSON.parse(
    JSON.stringify(example('/checkout_sessions')).replaceAll('ember-stove', 'sku-1'),
  ) as object;
  const created = await agent.post('/checkout_sessions', ours);
  expect(created).toMatchObject({ status: 201, json: { status: 'ready_for_payment' } });
  const path = `/checkout_sessions/${created.json.id}`;
  const update = JSON.stringify(example('/checkout_sessions/{id}')).replaceAll('ember-stove', 'sku-1');
  expect(await agent.post(path, update)).toMatchObject({ status: 200 });
  expect(await agent.post(`${path}/complete`, example('/checkout_sessions/{id}/complete'))).toMatchObject({
    status: 200,
    json: { status: 'completed' },
  });
});

(browserIsInstalled ? test : test.skip)(
  'a browser shows /docs without asking anybody else (Chromium is not installed)',
  async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (each) => asked.push(each.url()));
      await page.goto(`${world.baseUrl}/docs`);
      await page.locator('.opblock').first().waitFor();
      expect(await page.locator('.opblock-summary-path').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining('complete')]),
      );
      for (const url of asked) expect(url).toMatch(new RegExp(`^(${world.baseUrl}/|data:)`));
    } finally {
      await browser.close();
    }
  },
  60_000,
);
