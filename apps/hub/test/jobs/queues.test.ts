import { Global, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { systemClock } from '../../src/clock';
import { AcceptConsent } from '../../src/ingress/accept-consent';
import { IngressModule } from '../../src/ingress/ingress.module';
import type { MaintenanceTask } from '../../src/jobs/maintenance-task';
import { openQueues, type Queues } from '../../src/jobs/open-queues';
import { QueuesModule } from '../../src/jobs/queues.module';
import { WorkersModule } from '../../src/jobs/workers.module';
import { MetricsModule } from '../../src/metrics/metrics.module';
import { OrderPageLinks } from '../../src/orders/order-page-links';
import { OrdersModule } from '../../src/orders/orders.module';
import { MoneyDeskRepository } from '../../src/persistence/payments/money-desk-repository';
import { TenantDirectory } from '../../src/persistence/tenant-directory';
import { SyncCatalogue } from '../../src/catalog/sync-catalogue';
import { PublishFeed } from '../../src/feeds/publish-feed';
import { CLOCK, CONNECTIONS } from '../../src/tokens';
import { RelayOutbox } from '../../src/webhooks/relay-outbox';
import { SLOTS, WebhooksModule } from '../../src/webhooks/webhooks.module';
import { listen } from '../support/http-app';
import { memoryConnections, signatureOf } from '../support/memory-connections';
import { openOrderWorld, shipped, type OrderWorld } from '../support/order-world';
import { redisIsInstalled, startRedis } from '../support/redis';
import { webhookReceiver } from '../support/webhook-receiver';

jest.setTimeout(60_000);

/** Real time, moved ahead at will. */
const movableClock = () => {
  let ahead = 0;
  return {
    ...systemClock,
    now: () => new Date(Date.now() + ahead),
    advance: (ms: number) => void (ahead += ms),
  };
};

async function eventually<T>(look: () => Promise<T> | T, isRight: (value: T) => boolean): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (Date.now() > until) throw new Error(`It never came right; it was ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function suite(
  startBackend: () => Promise<{
    redisUrl?: string;
    flush?: () => Promise<unknown>;
    /** Cuts every connection to the queues. */
    interrupt(world: OrderWorld): Promise<unknown>;
    stop(): Promise<void>;
  }>,
) {
  const clock = movableClock();
  const platform = memoryConnections();
  const closing: (() => Promise<unknown>)[] = [];
  let world: OrderWorld;
  let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
  let backend: Awaited<ReturnType<typeof startBackend>>;

  beforeAll(async () => {
    backend = await startBackend();
    world = await openOrderWorld(clock);
    receiver = await webhookReceiver();
  });
  afterEach(async () => {
    // One that fails must not leave the others running on a database that is about to go.
    const closed = await Promise.allSettled(closing.splice(0).map((close) => close()));
    for (const one of closed) if (one.status === 'rejected') throw one.reason;
    receiver.received.length = 0;
    receiver.answerStatus(200);
  });
  afterAll(async () => {
    await receiver.close();
    await world.close();
    await backend.stop();
  });

  /** One process of the hub: what it shares with others is in the database and the queue. */
  async function startHub({
    tasks = [],
    work = true,
    onShutdown = async () => undefined,
  }: { tasks?: readonly MaintenanceTask[]; work?: boolean; onShutdown?: () => Promise<unknown> } = {}) {
    const queues: Queues = await openQueues({
      redisUrl: backend.redisUrl,
      databaseUrl: world.database.appUrl,
      ownerUrl: world.database.url,
    });
    @Global()
    @Module({
      providers: [
        { provide: TenantDirectory, useValue: world.directory },
        { provide: OrderPageLinks, useValue: world.links },
        { provide: CLOCK, useValue: clock },
        { provide: CONNECTIONS, useValue: platform.connections },
        // No catalogue and no feed is due here.
        { provide: SyncCatalogue, useValue: {} },
        { provide: PublishFeed, useValue: {} },
      ],
      exports: [TenantDirectory, OrderPageLinks, CLOCK, CONNECTIONS, SyncCatalogue, PublishFeed],
    })
    class SharedModule implements BeforeApplicationShutdown {
      async beforeApplicationShutdown(): Promise<void> {
        await onShutdown();
      }
    }
    const webhooks = WebhooksModule.register({ allowPrivateAddresses: true });
    const orders = OrdersModule.register({ imports: [webhooks], pollEveryMs: 60_000 });
    // No provider reports anything here.
    @Module({
      providers: [
        { provide: MoneyDeskRepository, useValue: {} },
        { provide: AcceptConsent, useValue: {} },
      ],
      exports: [MoneyDeskRepository, AcceptConsent],
    })
    class RefundsModule {}
    const refunds = { module: RefundsModule };
    const { app, baseUrl } = await listen({
      imports: [
        SharedModule,
        MetricsModule,
        QueuesModule.register(queues),
        orders,
        IngressModule.register([refunds]),
        ...(work ? [WorkersModule.register({ imports: [webhooks, orders], useFactory: () => tasks })] : []),
      ],
    });
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= app.close().then(() => queues.close()));
    closing.push(stop);
    return { baseUrl, stop, relay: app.get(RelayOutbox, { strict: false }) };
  }

  async function placeOrders(tenant: Parameters<OrderWorld['placeOrder']>[0], count: number) {
    const orders: { readonly id: string }[] = [];
    while (orders.length < count) orders.push(await world.placeOrder(tenant, String(orders.length)));
    return orders;
  }

  const outcomes = async (orderId: string) => (await world.outboxOf(orderId)).map(({ outcome }) => outcome);

  test('a nudge after the commit queues the news, and a worker elsewhere sends it', async () => {
    const { relay } = await startHub({ work: false });
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'nudged');
    relay.nudge();
    await relay.idle();
    const [news] = await world.outboxOf(order.id);
    expect(news!.relay_at.getTime()).toBeGreaterThan(clock.now().getTime() + 5_000);
    expect(receiver.received).toEqual([]);
    await startHub();
    await eventually(
      () => outcomes(order.id),
      ([outcome]) => outcome === 'delivered',
    );
    expect(receiver.received).toHaveLength(1);
  });

  test('without a nudge it is told within seconds, by two replicas once', async () => {
    await startHub();
    await startHub();
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'relayed');
    await eventually(
      () => outcomes(order.id),
      ([outcome]) => outcome === 'delivered',
    );
    await pause(1_200);
    expect(receiver.received).toHaveLength(1);
  });

  test('a platform’s report ends as news for the agent', async () => {
    const { baseUrl } = await startHub();
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'reported');
    platform.snapshots.set('reported', shipped('reported'));
    const body = JSON.stringify({ id: 'evt', subject: { kind: 'order', platformOrderId: 'reported' } });
    const response = await fetch(`${baseUrl}/ingress/${tenant.ingressId}`, {
      method: 'POST',
      headers: { 'x-signature': signatureOf(body), 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(202);
    await eventually(
      () => outcomes(order.id),
      (all) => all.length === 2 && all.every((one) => one === 'delivered'),
    );
    expect(receiver.received.map((webhook) => JSON.parse(webhook.body).type)).toEqual([
      'order_create',
      'order_update',
    ]);
  });

  test('a change nobody reported is found by polling', async () => {
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'silent');
    platform.snapshots.set('silent', { ...shipped('silent'), updatedAt: new Date().toISOString() });
    await startHub();
    await eventually(
      () => outcomes(order.id),
      (all) => all.length === 2 && all.every((one) => one === 'delivered'),
    );
  });

  test('a stop waits first of all for the delivery in hand', async () => {
    let whenStopping: (string | null)[] = [];
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'stopping');
    receiver.answerWith((response) => void setTimeout(() => response.writeHead(200).end(), 700));
    const hub = await startHub({
      onShutdown: async () => {
        whenStopping = await outcomes(order.id);
      },
    });
    hub.relay.nudge();
    await eventually(
      () => receiver.received.length,
      (count) => count === 1,
    );
    await hub.stop();
    expect(whenStopping).toEqual(['delivered']);
  });

  test('an endpoint that hangs fills its share of each of two processes, and others hear all the same', async () => {
    const hanging = await webhookReceiver();
    closing.push(() => hanging.close());
    let open = 0;
    let mostOpen = 0;
    hanging.answerWith((response) => {
      mostOpen = Math.max(mostOpen, ++open);
      response.on('close', () => (open -= 1));
    });
    const slow = await world.addTenant({ webhookUrl: hanging.url });
    const placed = await placeOrders(slow, 3 * SLOTS.quick);
    const hub = await startHub();
    await startHub();
    await hub.relay.execute();
    await eventually(
      () => open,
      (count) => count > 0,
    );
    const quick = await world.addTenant({ name: 'Quick', webhookUrl: receiver.url });
    const orders = await placeOrders(quick, 20);
    await eventually(
      () => Promise.all(orders.map(({ id }) => outcomes(id))),
      (all) => all.flat().every((outcome) => outcome === 'delivered'),
    );
    expect(receiver.received).toHaveLength(orders.length);
    expect((await Promise.all(placed.map(({ id }) => outcomes(id)))).flat()).toEqual(placed.map(() => null));
    expect(mostOpen).toBeLessThanOrEqual(2 * SLOTS.quick);
    // What is beyond the share keeps no worker busy.
    await eventually(
      async () =>
        world.rows(
          `SELECT FROM hub.outbox
           WHERE agent_id = $1 AND attempts = 0 AND claim IS NULL AND claim_until IS NOT NULL`,
          [slow.agentId],
        ),
      (postponed) => postponed.length >= placed.length - 2 * SLOTS.quick,
    );
  });

  test('queues that were out of reach are used again', async () => {
    const hub = await startHub();
    const tenant = await world.addTenant({ webhookUrl: receiver.url });
    const order = await world.placeOrder(tenant, 'reconnected');
    await backend.interrupt(world);
    await pause(200);
    hub.relay.nudge();
    await eventually(
      () => outcomes(order.id),
      ([outcome]) => outcome === 'delivered',
    );
  });

  test('a task of another part runs at its interval, one replica at a time, and again after a failure', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const task: MaintenanceTask = {
      name: 'sample-task',
      everyMs: 50,
      async run() {
        most = Math.max(most, ++running);
        await pause(30);
        running -= 1;
        if (++runs === 1) throw new Error('only once');
      },
    };
    await startHub({ tasks: [task] });
    await startHub({ tasks: [task] });
    await eventually(
      () => runs,
      (count) => count >= 4,
    );
    expect(most).toBe(1);
  });

  return { world: () => world, startHub, outcomes, clock, backend: () => backend, receiver: () => receiver };
}

describe('on PostgreSQL', () => {
  const { world } = suite(async () => ({
    interrupt: ({ database }) =>
      database.backDoor.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    stop: async () => undefined,
  }));

  test('the queues belong to the owner, the application only uses them', async () => {
    const owned = await world().rows(
      `SELECT FROM pg_tables WHERE schemaname = 'bullmq' AND tableowner = 'acp_hub_app'`,
    );
    const tables = await world().rows(`SELECT FROM pg_tables WHERE schemaname = 'bullmq'`);
    expect(owned).toEqual([]);
    expect(tables.length).toBeGreaterThan(0);
  });
});

(redisIsInstalled ? describe : describe.skip)('on Redis', () => {
  const { world, startHub, outcomes, clock, backend, receiver } = suite(async () => {
    const redis = await startRedis();
    return { redisUrl: redis.url, flush: redis.flush, interrupt: redis.cut, stop: redis.stop };
  });

  test('a Redis that forgets everything loses no news', async () => {
    const tenant = await world().addTenant({ webhookUrl: receiver().url });
    const order = await world().placeOrder(tenant, 'forgotten');
    const { relay } = await startHub({ work: false });
    await relay.execute();
    await backend().flush?.();
    await startHub();
    await pause(1_500);
    expect(receiver().received).toEqual([]);
    clock.advance(15_000);
    await eventually(
      () => outcomes(order.id),
      ([outcome]) => outcome === 'delivered',
    );
  });
});
