import { randomUUID } from 'node:crypto';
import { createFakeStripe } from '@acp-hub/fake-stripe';
import { grantedTokens } from './granted-tokens';
import { agentOf, hubWorld, sampleCheckout } from './hub-world';
import { memoryConnector } from './memory-connector';

export type StripeWorld = Awaited<ReturnType<typeof stripeWorld>>;

/** A hub that sells for a shop in memory and is paid by the fake of Stripe, over HTTP. */
export async function stripeWorld(placement: 'held' | 'final') {
  const stripe = await createFakeStripe();
  const stripeUrl = await stripe.listen();
  const shop = memoryConnector(placement);
  const world = await hubWorld({ connector: shop.connector });
  const { tenantId } = await world.provision.tenant('Atlas', {
    links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    support: { email: 'help@shop.example' },
  });
  const { connectionId } = await world.provision.connection({
    tenantId,
    name: 'main',
    mode: 'test',
    connector: shop.connector.id,
    config: {},
    paymentProvider: 'stripe',
    paymentConfig: {
      secretKey: 'sk_test_atlas',
      merchantId: 'acct_atlas',
      acquirer: { bin: '400000', country: 'US', merchantId: 'mid-1', merchantName: 'Atlas' },
      baseUrl: stripeUrl,
    },
    currency: 'USD',
    refunds: 'follow_platform',
  });
  const { token } = await world.provision.agent({ tenantId, connectionId, name: 'a', profile: 'spec' });
  const agent = agentOf(world.baseUrl, token);
  const intentsOf = (id: string) =>
    stripe.books().intents.filter(({ metadata }) => metadata['acp_session'] === id);
  return {
    ...grantedTokens(stripeUrl),
    stripe,
    tenantId,
    agent,
    /** The same agent, speaking another version. */
    agentIn: (version: string) => agentOf(world.baseUrl, token, version),
    open: async (): Promise<string> => (await agent.post('/checkout_sessions', sampleCheckout)).json.id,
    complete: (id: string, body: object, headers = { 'idempotency-key': randomUUID() }) =>
      agent.post(`/checkout_sessions/${id}/complete`, body, headers),
    intentsOf,
    chargesOf: (id: string) => {
      const ids = intentsOf(id).map((intent) => intent.id);
      return stripe.books().charges.filter((charge) => ids.includes(charge.payment_intent));
    },
    paidOrdersOf: (id: string) =>
      shop.orders().filter(({ sessionId, status }) => sessionId === id && status === 'paid'),
    /** The hub's own books of a session. */
    movementsOf: async (id: string): Promise<readonly { readonly kind: string }[]> =>
      (
        await world.database.backDoor.query('SELECT kind FROM hub.money_movements WHERE session_id = $1', [
          id,
        ])
      ).rows,
    async close() {
      await world.close();
      await stripe.close();
    },
  };
}
