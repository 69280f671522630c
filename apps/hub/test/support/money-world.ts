import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoStore, Faults } from '@acp-hub/demo-store';
import { createFakeStripe } from '@acp-hub/fake-stripe';
import type { Connector } from '@acp-hub/connector';
import { systemClock, type Clock } from '../../src/clock';
import { OpenConnections } from '../../src/connectors/open-connections';
import { loadRegistry } from '../../src/connectors/registry';
import { newId } from '../../src/ids';
import { createLogger } from '../../src/logging/logger';
import { OrderPageLinks } from '../../src/orders/order-page-links';
import { RefreshOrder } from '../../src/orders/refresh-order';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { AnswerRefund } from '../../src/payments/refunds/answer-refund';
import { FollowMoney } from '../../src/payments/refunds/follow-money';
import type { MoneyDesk } from '../../src/payments/refunds/ports';
import { ConnectionRepository } from '../../src/persistence/connections/connection-repository';
import { OrderRepository } from '../../src/persistence/orders/order-repository';
import { FindingRepository } from '../../src/persistence/payments/finding-repository';
import { ManualRefundRepository } from '../../src/persistence/payments/manual-refund-repository';
import { MoneyDeskRepository } from '../../src/persistence/payments/money-desk-repository';
import { agentOf, hubWorld, payWith, sampleCheckout } from './hub-world';
import { commandLineOf } from './operator';
import { memoryConnector } from './memory-connector';

const SECRET = 'money-world-store-secret';

export interface MoneyWorldOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Instead of the demo store. */
  readonly connector?: Connector;
  readonly leaseMs?: number;
  /** Of what is driven by hand. */
  readonly clock?: Clock;
}

export type MoneyWorld = Awaited<ReturnType<typeof openMoneyWorld>>;
export type Shop = Awaited<ReturnType<MoneyWorld['openShop']>>;

/**
 * A hub that sells for the demo store and is paid by the sandbox or by the fake of Stripe, all over HTTP. The hub
 * only serves: orders are looked at and their money is followed when a test says so.
 */
export async function openMoneyWorld(options: MoneyWorldOptions = {}) {
  const { environment = { HUB_ROLE: 'serve' }, leaseMs = 30_000, clock = systemClock } = options;
  const ofItsOwn = options.connector ?? memoryConnector().connector;
  const folder = await mkdtemp(join(tmpdir(), 'money-'));
  const storeFaults = new Faults();
  const store = await createDemoStore({
    faults: storeFaults,
    dataDirectory: folder,
    access: { cascade: { secret: SECRET } },
    eventRetryMs: 100,
  });
  const storeUrl = await store.listen();
  const stripe = await createFakeStripe({ searchLagSeconds: 0 });
  const stripeUrl = await stripe.listen();
  const world = await hubWorld({ connector: ofItsOwn, environment });
  const builtIn = await loadRegistry([]);
  const registry = {
    ...builtIn,
    connector: (id: string) => (id === ofItsOwn.id ? ofItsOwn : builtIn.connector(id)),
  };
  const connections = new OpenConnections(new ConnectionRepository(world.directory), registry, {
    allowPrivateAddresses: true,
    storeDeadlineMs: 1_000,
    clock: systemClock,
    logger: createLogger('silent'),
    lock: (_key, work) => work(),
    observe: () => () => undefined,
  });
  const links = new OrderPageLinks('https://hub.example', Buffer.alloc(32, 7));
  const nudge = { nudge: () => undefined };
  const orders = new OrderRepository(world.directory, links, newId, clock);
  const desk = new MoneyDeskRepository(world.directory, links, newId, clock, leaseMs);
  const manual = new ManualRefundRepository(world.directory);
  const findings = new FindingRepository(world.directory, newId, clock, () => undefined);
  const followBy = (by: MoneyDesk) =>
    new FollowMoney({ desk: by, findings }, connections, nudge, clock, 60_000, () => undefined);
  const refreshOrder = new RefreshOrder(connections, new TakeInSnapshot(orders, nudge, clock));
  const rows = async <Row>(text: string, values: unknown[]): Promise<Row[]> =>
    (await world.database.backDoor.query(text, values)).rows as Row[];

  /** A merchant of its own: its orders, money and books are nobody else's. */
  async function openShop(
    name: string,
    by: {
      readonly provider?: 'sandbox' | 'stripe';
      readonly refunds?: 'follow_platform' | 'record_only';
    } = {},
  ) {
    const { provider = 'sandbox', refunds = 'follow_platform' } = by;
    const { tenantId } = await world.provision.tenant(name, { links: [] });
    const paymentConfig =
      provider === 'sandbox'
        ? { baseUrl: world.pspUrl, apiKey: `sk_sandbox_${name}`, merchantId: `acct_${name}` }
        : { baseUrl: stripeUrl, secretKey: `sk_test_${name}`, merchantId: `acct_${name}` };
    const { connectionId, ingressPath } = await world.provision.connection({
      tenantId,
      name,
      mode: 'test',
      connector: options.connector?.id ?? 'custom',
      config: options.connector === undefined ? { base_url: `${storeUrl}/cascade`, secret: SECRET } : {},
      paymentProvider: provider,
      paymentConfig,
      currency: 'USD',
      refunds,
    });
    const { token } = await world.provision.agent({ tenantId, connectionId, name: 'agent', profile: 'spec' });
    const agent = agentOf(world.baseUrl, token);
    const [connection] = await world.tenants.connections(tenantId);
    const paymentIngressUrl = `${world.baseUrl}${connection?.paymentIngressPath}`;
    const stripeCall = async (path: string, form: Record<string, string> = {}) => {
      const answer = await fetch(`${stripeUrl}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer sk_test_${name}`, 'stripe-version': '2026-04-22.preview' },
        body: new URLSearchParams(form),
      });
      const body = (await answer.json()) as { id: string; secret: string };
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return body;
    };
    const means = async (card = 'pm_card_visa') => {
      if (provider === 'sandbox') return payWith('tok_sandbox_ok');
      const minted = await stripeCall('/v1/test_helpers/shared_payment/granted_tokens', {
        payment_method: card,
        'usage_limits[currency]': 'usd',
        'usage_limits[max_amount]': '1000000',
      });
      const instrument = { type: 'card', credential: { type: 'spt', token: minted.id } };
      return { payment_data: { handler_id: 'card_stripe', instrument } };
    };

    /** Buys something, and opens what belongs to it on every side. */
    async function sell() {
      const items =
        options.connector === undefined ? [{ id: 'ember-stove', quantity: 1 }] : sampleCheckout.line_items;
      const created = await agent.post('/checkout_sessions', { ...sampleCheckout, line_items: items });
      const path = `/checkout_sessions/${created.json.id}`;
      const paid = await agent.post(`${path}/complete`, await means());
      if (paid.json.status !== 'completed') throw new Error(paid.text);
      const orderId: string = paid.json.order.id;
      const [sold] = await rows<{ platform_order_id: string; session_id: string }>(
        'SELECT platform_order_id, session_id FROM hub.orders WHERE order_id = $1',
        [orderId],
      );
      if (sold === undefined) throw new Error('The order was not stored.');
      const platformOrderId = sold.platform_order_id;
      const located = { tenantId, id: orderId };
      const order = {
        orderId,
        platformOrderId,
        located,
        follow: (desk?: MoneyDesk) => (desk === undefined ? follow : followBy(desk)).execute(located),
        /** The platform reported something: a look at the order, as often as it is reported. */
        refresh: () => refreshOrder.execute({ tenantId, connectionId, platformOrderId }),
        async catchUp() {
          await order.refresh();
          return order.follow();
        },
        atPlatform: async () => {
          const found = (await store.backOffice('cascade').orders()).find(({ id }) => id === platformOrderId);
          if (found === undefined) throw new Error('The store has no such order.');
          return found;
        },
        shown: async () => (await agent.get(`/orders/${orderId}`)).json,
        movements: () =>
          rows<{ kind: string; amount: number; provider_reference: string; order_id: string | null }>(
            `SELECT kind, amount::float8 AS amount, provider_reference, order_id FROM hub.money_movements
             WHERE session_id = $1 ORDER BY movement_id`,
            [sold.session_id],
          ),
        refunds: () =>
          rows<{
            refund_id: string;
            source: string;
            state: string;
            amount: number;
            step: string;
            why: string | null;
          }>(
            `SELECT refund_id, source, state, amount::float8 AS amount, step, saga->>'why' AS why FROM hub.refunds
             WHERE order_id = $1 ORDER BY refund_id`,
            [orderId],
          ),
        state: async () => {
          const [row] = await rows<{ state: { amountRefunded: number; adjustments: readonly object[] } }>(
            'SELECT state FROM hub.orders WHERE order_id = $1',
            [orderId],
          );
          return row!.state;
        },
        news: async () => (await rows('SELECT 1 FROM hub.outbox WHERE order_id = $1', [orderId])).length,
        due: async () =>
          (
            await rows<{ due: boolean }>(
              'SELECT money_run_at <= now() AS due FROM hub.orders WHERE order_id = $1',
              [orderId],
            )
          )[0]?.due === true,
        payment: () => {
          const payment = world.psp
            .payments()
            .find(({ reference }) => JSON.stringify(reference).includes(sold.session_id));
          if (payment === undefined) throw new Error('The provider has no such payment.');
          return payment;
        },
        intent: () => {
          const intent = stripe
            .books()
            .intents.find(({ metadata }) => JSON.stringify(metadata).includes(sold.session_id));
          if (intent === undefined) throw new Error('Stripe has no such payment.');
          return intent;
        },
      };
      return order;
    }

    /** @param at until when what is signed by the former one is taken, too. */
    async function rotateWebhookSecret(webhookSecret: string, at?: Date): Promise<void> {
      const value = { ...paymentConfig, webhookSecret };
      const change = { kind: 'payment_config', connectionId, value } as const;
      await world.tenants.replaceSecret(tenantId, { ...change, ...(at && { at }) });
    }

    return {
      tenantId,
      connectionId,
      agent,
      sell,
      stripeCall,
      paymentIngressUrl,
      ingressUrl: `${world.baseUrl}${ingressPath}`,
      /** Stripe reports to the hub from now on; the hub knows the secret by its next look at the connection. */
      async listenToStripe(): Promise<string> {
        const { secret } = await stripeCall('/v1/webhook_endpoints', {
          url: paymentIngressUrl,
          'enabled_events[0]': '*',
        });
        await rotateWebhookSecret(secret);
        return secret;
      },
      rotateWebhookSecret,
    };
  }

  const follow = followBy(desk);
  return {
    ...world,
    /** The command line, with the built-in connectors and providers. */
    hub: commandLineOf(world.database),
    store,
    storeSecret: SECRET,
    storeFaults,
    office: store.backOffice('cascade'),
    stripe,
    desk,
    follow,
    openShop,
    rows,
    manual,
    answer: new AnswerRefund(manual, desk, connections, clock),
    /** At the sandbox, as the merchant's own dashboard would. */
    async refundAtSandbox(name: string, paymentId: string, amount: number) {
      const answer = await fetch(`${world.pspUrl}/payments/${paymentId}/refunds`, {
        method: 'POST',
        headers: {
          authorization: `Bearer sk_sandbox_${name}`,
          'content-type': 'application/json',
          'idempotency-key': `dashboard-${paymentId}-${Math.random()}`,
        },
        body: JSON.stringify({ amount, currency: 'USD' }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async close() {
      await connections.close();
      await world.close();
      await stripe.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
