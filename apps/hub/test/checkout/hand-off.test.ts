import { request } from 'undici';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(() => world.close());

/** The link as a buyer follows it: its path at the hub under test, whose public address is another. */
const follow = (url: string, headers: Record<string, string> = {}) =>
  request(`${world.baseUrl}${new URL(url).pathname}`, { headers });
const asABrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('a buyer may finish an open checkout at the shop', async () => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  const answer = await follow(json.continue_url);
  expect(answer).toMatchObject({ statusCode: 302, headers: { location: 'https://shop.example/cart' } });
});

test('the link of another session, or with another signature, leads nowhere', async () => {
  const open = async () =>
    (await agent.post('/checkout_sessions', sampleCheckout)).json as { id: string; continue_url: string };
  const [one, other] = [await open(), await open()];
  expect((await follow(one.continue_url.replace(one.id, other.id))).statusCode).toBe(404);
  expect((await follow(`${one.continue_url.slice(0, -1)}_`)).statusCode).toBe(404);
});

test.each([
  ['paid', 'complete', payWith('tok_sandbox_ok')],
  ['cancelled', 'cancel', {}],
])('once it is %s there is nothing to finish', async (_, operation, body) => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  const ended = await agent.post(`/checkout_sessions/${json.id}/${operation}`, body);
  expect(ended.json).not.toHaveProperty('continue_url');
  expect((await follow(json.continue_url)).statusCode).toBe(404);
});

test('a browser is shown a page where there is nothing to finish, and a program the error', async () => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  await agent.post(`/checkout_sessions/${json.id}/cancel`, {});
  const shown = await follow(json.continue_url, asABrowser);
  expect(shown).toMatchObject({
    statusCode: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  });
  expect(await shown.body.text()).toContain('nothing left to finish');
  expect(await (await follow(json.continue_url)).body.json()).toMatchObject({ code: 'not_found' });
});

test('a browser is told to come back where the shop is away', async () => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  shop.faults.push({ operation: 'handOffUrl', fault: 'refused' });
  const shown = await follow(json.continue_url, asABrowser);
  expect(shown).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
  expect(await shown.body.text()).toContain('The shop cannot be reached right now');
  shop.faults.push({ operation: 'handOffUrl', fault: 'refused' });
  expect(await follow(json.continue_url)).toMatchObject({ statusCode: 503 });
});
