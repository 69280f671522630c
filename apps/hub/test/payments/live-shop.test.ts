import { createFakeStripe, type FakeStripe } from '@acp-hub/fake-stripe';
import { stripeProvider } from '@acp-hub/payment-stripe';
import { Agent } from 'undici';
import { grantedTokens, payWithGranted } from '../support/granted-tokens';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

let stripe: FakeStripe;
let stripeUrl: string;
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;
let token: string;
const shop = memoryConnector();
const agents = new Agent();

/** The network alone is played: what goes to Stripe arrives at the fake, which takes no live key. */
const toTheFake = agents.compose((dispatch) => (options, handler) => {
  const headers = (options.headers as readonly string[]).map((part) => part.replace('sk_live_', 'sk_test_'));
  return dispatch({ ...options, origin: stripeUrl, headers }, handler);
});
const provider: typeof stripeProvider = {
  ...stripeProvider,
  connect: (config, context) =>
    stripeProvider.connect(config, {
      ...context,
      transport: { ...context.transport, dispatcher: toTheFake },
    }),
};

beforeAll(async () => {
  stripe = await createFakeStripe();
  stripeUrl = await stripe.listen();
  world = await hubWorld({ connector: shop.connector, provider });
  const { tenantId } = await world.provision.tenant('Atlas', {
    links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    support: { email: 'help@shop.example' },
  });
  const { connectionId } = await world.provision.connection({
    tenantId,
    name: 'live',
    mode: 'live',
    connector: shop.connector.id,
    config: {},
    paymentProvider: 'stripe',
    paymentConfig: { secretKey: 'sk_live_atlas', merchantId: 'acct_atlas' },
    currency: 'USD',
    refunds: 'follow_platform',
  });
  ({ token } = await world.provision.agent({ tenantId, connectionId, name: 'a', profile: 'spec' }));
  agent = agentOf(world.baseUrl, token);
}, 120_000);
afterAll(async () => {
  await world.close();
  await stripe.close();
  await agents.close();
});

test.each([
  ['says so itself', undefined],
  [
    'is said to be by Stripe, which knows it not by a live key',
    {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: 'No such token: a similar object exists in test mode, but a live mode key was used.',
    },
  ],
])('a test token that %s pays nothing in a live shop, and the message says why', async (_name, error) => {
  expect(token).toMatch(/live/);
  const { json: opened } = await agent.post('/checkout_sessions', sampleCheckout);
  const spt = await grantedTokens(stripeUrl).grant();
  if (error !== undefined)
    stripe.faults.schedule({ method: 'GET', effect: { kind: 'answer', status: 404, body: { error } } });
  const answer = await agent.post(`/checkout_sessions/${opened.id}/complete`, payWithGranted(spt));
  expect(answer).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
  expect(answer.json.messages).toContainEqual(
    expect.objectContaining({
      code: 'payment_declined',
      content: 'The payment token is a test token, and this shop is live.',
    }),
  );
  expect(stripe.books()).toMatchObject({ intents: [], charges: [] });
  expect(shop.orders().filter(({ status }) => status === 'paid')).toEqual([]);
  expect((await world.database.backDoor.query('SELECT 1 FROM hub.money_movements')).rows).toEqual([]);
});
