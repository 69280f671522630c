import { verifyLegacyWebhook, verifyWebhook } from '@acp-hub/acp';
import { newId } from '../../src/ids';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { OutboxRepository } from '../../src/persistence/webhooks/outbox-repository';
import { DeliverNews } from '../../src/webhooks/deliver-news';
import { EndpointSlots } from '../../src/webhooks/endpoint-slots';
import { GuardedWebhookSender } from '../../src/webhooks/guarded-webhook-sender';
import { GIVE_UP_AFTER_MS } from '../../src/webhooks/retry-schedule';
import { openOrderWorld, settableClock, shipped, snapshotOf, type OrderWorld } from '../support/order-world';
import { webhookReceiver } from '../support/webhook-receiver';

const DEADLINE_MS = 500;
let clock: ReturnType<typeof settableClock>;
let world: OrderWorld;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
let sender: GuardedWebhookSender;

beforeEach(async () => {
  clock = settableClock();
  world = await openOrderWorld(clock);
  receiver = await webhookReceiver();
  sender = new GuardedWebhookSender({ allowPrivateAddresses: true, deadlineMs: DEADLINE_MS }, clock);
}, 60_000);
afterEach(async () => {
  await receiver.close();
  await sender.onApplicationShutdown();
  await world.close();
});

const observer = { delivered: () => undefined };

const setUp = (slots = new EndpointSlots({ quick: 64, slow: 8, lingering: 160 }), by = sender) => {
  const outbox = new OutboxRepository(world.directory, world.links, newId, clock);
  const deliver = new DeliverNews(outbox, by, slots, clock, observer);
  /** What the relay and the queue do with everything that is due. */
  const deliverDue = async () => {
    const outcomes = [];
    for (const row of await outbox.due(100)) outcomes.push(await deliver.execute(row));
    return outcomes;
  };
  return { outbox, deliver, deliverDue };
};

const update = (tenant: Parameters<OrderWorld['placeOrder']>[0], platformOrderId: string, version: number) =>
  new TakeInSnapshot(world.orders, { nudge: () => undefined }, clock).execute(
    { ...tenant, platformOrderId },
    version === 2 ? shipped(platformOrderId) : { ...shipped(platformOrderId, version), status: 'completed' },
  );

const types = () => receiver.received.map(({ body }) => JSON.parse(body).type as string);

test('first that the order exists, then its latest state, each signed by the specification', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  await deliverDue();
  await update(tenant, '1', 2);
  await update(tenant, '1', 3);
  await deliverDue();
  expect(types()).toEqual(['order_create', 'order_update']);
  for (const { headers, body } of receiver.received) {
    const signature = headers['merchant-signature'] as string;
    expect(verifyWebhook(body, signature, tenant.secret, clock.now().getTime())).toEqual({ valid: true });
  }
  expect(JSON.parse(receiver.received[1]!.body).data).toMatchObject({
    id: order.id,
    checkout_session_id: order.sessionId,
    permalink_url: order.permalinkUrl,
    status: 'completed',
    fulfillments: [{ tracking_number: '1Z999' }],
  });
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([
    { event: 'order_create', outcome: 'delivered', attempts: 1 },
    { event: 'order_update', outcome: 'delivered', attempts: 1 },
    { event: 'order_update', outcome: 'superseded', attempts: 0 },
  ]);
});

test.each([
  { profile: 'openai', type: 'order_created' },
  { profile: 'legacy', type: 'order_create' },
] as const)('profile $profile gets its own names and signature', async ({ profile, type }) => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url, profile, apiVersion: '2025-09-29' });
  await world.placeOrder(tenant, '1');
  await setUp().deliverDue();
  expect(types()).toEqual([type]);
  const { headers, body } = receiver.received[0]!;
  expect(verifyLegacyWebhook(body, headers['acme_cafe-signature'] as string, tenant.secret)).toEqual({
    valid: true,
  });
  expect(headers['merchant-signature']).toBeUndefined();
  expect(JSON.parse(body).data).toHaveProperty('refunds');
});

test('news is written in the version of the session it is about, and in the agent’s own where one is pinned', async () => {
  const ofSession = await world.addTenant({ webhookUrl: receiver.url });
  const pinned = await world.addTenant({ webhookUrl: receiver.url, apiVersion: '2026-04-17' });
  for (const tenant of [ofSession, pinned]) await world.placeOrder(tenant, '1');
  await world.rows(`UPDATE hub.orders SET api_version = '2025-09-29'`);
  await setUp().deliverDue();
  const signedBy = ({ secret }: { secret: string }) =>
    receiver.received.find(
      ({ headers, body }) =>
        verifyWebhook(body, String(headers['merchant-signature']), secret, clock.now().getTime()).valid,
    );
  expect(JSON.parse(signedBy(ofSession)!.body).data).toHaveProperty('refunds');
  expect(JSON.parse(signedBy(pinned)!.body).data).not.toHaveProperty('refunds');
});

test('an endpoint that fails is tried again later and later, never sooner than it asks', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(500);
  await expect(deliverDue()).resolves.toEqual(['retry']);
  await expect(deliverDue()).resolves.toEqual([]);
  clock.advance(2_499);
  await expect(deliverDue()).resolves.toEqual([]);
  clock.advance(2_501);
  receiver.answerStatus(503, { 'retry-after': '600' });
  await expect(deliverDue()).resolves.toEqual(['retry']);
  clock.advance(599_000);
  await expect(deliverDue()).resolves.toEqual([]);
  clock.advance(1_000);
  receiver.answerStatus(204);
  await expect(deliverDue()).resolves.toEqual(['delivered']);
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([{ outcome: 'delivered', attempts: 3 }]);
});

test('a success is one, whatever Retry-After it carries: what comes next is sent at once', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  receiver.answerStatus(200, { 'retry-after': '3600' });
  const { deliverDue } = setUp();
  for (const id of ['1', '2', '3']) await world.placeOrder(tenant, id);
  await expect(deliverDue()).resolves.toEqual(['delivered', 'delivered', 'delivered']);
  await world.placeOrder(tenant, '4');
  await expect(deliverDue()).resolves.toEqual(['delivered']);
});

test('news that arrives while an endpoint is being spared does not wake it', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(500);
  await deliverDue();
  await update(tenant, '1', 2);
  await expect(deliverDue()).resolves.toEqual(['nothing_to_do']);
  expect(receiver.received).toHaveLength(1);
  clock.advance(5_000);
  receiver.answerStatus(200);
  await deliverDue();
  await deliverDue();
  expect(types()).toEqual(['order_create', 'order_create', 'order_update']);
});

test('after three days news is dead', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(500);
  clock.advance(GIVE_UP_AFTER_MS);
  await expect(deliverDue()).resolves.toEqual(['dead']);
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([{ outcome: 'dead' }]);
  await expect(deliverDue()).resolves.toEqual([]);
});

test('410 switches the endpoint off: nothing is sent there any more, and nothing forgotten', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(410);
  await expect(deliverDue()).resolves.toEqual(['dead']);
  await update(tenant, '1', 2);
  await expect(deliverDue()).resolves.toEqual(['dead']);
  expect(receiver.received).toHaveLength(1);
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([{ outcome: 'dead' }, { outcome: 'dead' }]);
});

test('an agent without an endpoint is skipped', async () => {
  await world.placeOrder(await world.addTenant(), '1');
  await expect(setUp().deliverDue()).resolves.toEqual(['skipped']);
});

test('a redirect is not followed, a silent or endless endpoint given up', async () => {
  const elsewhere = await webhookReceiver();
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(307, { location: elsewhere.url });
  await expect(deliverDue()).resolves.toEqual(['retry']);
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();

  receiver.answerWith(() => undefined);
  clock.advance(60_000);
  const startedAt = Date.now();
  await expect(deliverDue()).resolves.toEqual(['retry']);
  expect(Date.now() - startedAt).toBeLessThan(DEADLINE_MS * 4);

  receiver.answerWith((response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(16_384)), 5);
    response.on('close', () => clearInterval(timer));
  });
  clock.advance(600_000);
  await expect(deliverDue()).resolves.toEqual(['delivered']);
});

test('where private addresses are closed, no request leaves', async () => {
  const guarded = new GuardedWebhookSender({ allowPrivateAddresses: false }, clock);
  const tenant = await world.addTenant({ webhookUrl: receiver.url.replace('http:', 'https:') });
  const order = await world.placeOrder(tenant, '1');
  await expect(setUp(undefined, guarded).deliverDue()).resolves.toEqual(['retry']);
  expect(receiver.received).toEqual([]);
  const [delivery] = await world.rows<{ error: string; status: number | null }>(
    'SELECT error, status FROM hub.webhook_deliveries WHERE order_id = $1',
    [order.id],
  );
  expect(delivery).toEqual({ error: expect.stringContaining('private network'), status: null });
  await guarded.onApplicationShutdown();
});

test('live news stays on public addresses whatever development allows', async () => {
  const request = { url: receiver.url, headers: {}, body: '{}' };
  await expect(sender.send({ ...request, mode: 'live' })).resolves.toMatchObject({ kind: 'failed' });
  await expect(sender.send({ ...request, mode: 'test' })).resolves.toMatchObject({ kind: 'answered' });
  expect(receiver.received).toHaveLength(1);
});

test('many workers with the same news send it once', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  await world.placeOrder(tenant, '1');
  await update(tenant, '1', 2);
  const { outbox, deliver } = setUp();
  receiver.answerWith((response) => void setTimeout(() => response.writeHead(200).end(), 100));
  const rows = await outbox.due(10);
  expect(rows).toHaveLength(2);
  const outcomes = await Promise.all([...rows, ...rows, ...rows].map((row) => deliver.execute(row)));
  expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(1);
  expect(types()).toEqual(['order_create']);
});

test('a process that died while sending is taken over', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  await world.placeOrder(tenant, '1');
  const { outbox, deliverDue } = setUp();
  const [row] = await outbox.due(1);
  await outbox.claim(row!);
  await expect(deliverDue()).resolves.toEqual(['nothing_to_do']);
  clock.advance(60_000);
  await expect(deliverDue()).resolves.toEqual(['delivered']);
});

test('who lost a claim decides nothing', async () => {
  await world.placeOrder(await world.addTenant({ webhookUrl: receiver.url }), '1');
  const { outbox } = setUp();
  const [row] = await outbox.due(1);
  const lost = (await outbox.claim(row!))!;
  clock.advance(60_000);
  const held = (await outbox.claim(row!))!;
  await outbox.settle(lost, {
    outcome: { kind: 'dead' },
    health: { kind: 'gone' },
    delivery: { body: '{}', status: 410 },
  });
  await expect(world.outboxOf(lost.order.order.id)).resolves.toMatchObject([{ outcome: null, attempts: 0 }]);
  await outbox.settle(held, { outcome: { kind: 'delivered' }, delivery: { body: '{}', status: 200 } });
  await expect(world.outboxOf(lost.order.order.id)).resolves.toMatchObject([
    { outcome: 'delivered', attempts: 1 },
  ]);
  await expect(world.rows('SELECT status FROM hub.webhook_deliveries')).resolves.toEqual([{ status: 200 }]);
});

test('an endpoint that uses up its share waits, and another does not', async () => {
  const slow = await world.addTenant({ webhookUrl: receiver.url });
  const quick = await webhookReceiver();
  const other = await world.addTenant({ name: 'Other', webhookUrl: quick.url });
  for (const id of ['1', '2', '3']) await world.placeOrder(slow, id);
  await world.placeOrder(other, '4');
  receiver.answerWith((response) => void setTimeout(() => response.writeHead(200).end(), 900));
  const patient = new GuardedWebhookSender({ allowPrivateAddresses: true }, clock);
  const { outbox, deliver } = setUp(new EndpointSlots({ quick: 2, slow: 1, lingering: 10 }), patient);
  const outcomes = await Promise.all((await outbox.due(10)).map((row) => deliver.execute(row)));
  expect([...outcomes].sort()).toEqual(['delivered', 'delivered', 'delivered', 'postponed']);
  expect(quick.received).toHaveLength(1);
  await quick.close();
  await patient.onApplicationShutdown();
});

test('each try is kept, its body sealed by the order’s own key', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  const { deliverDue } = setUp();
  receiver.answerStatus(500);
  await deliverDue();
  clock.advance(5_000);
  receiver.answerStatus(200);
  await deliverDue();
  const rows = await world.rows<{ delivery_id: string; attempt: number; status: number; sealed: Buffer }>(
    'SELECT delivery_id, attempt, status, sealed FROM hub.webhook_deliveries WHERE order_id = $1 ORDER BY attempt',
    [order.id],
  );
  expect(rows.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 200],
  ]);
  const { sealing } = await world.directory.open(tenant.tenantId);
  const [key] = await world.rows<{ data_key: Buffer }>(
    'SELECT data_key FROM hub.orders WHERE order_id = $1',
    [order.id],
  );
  const { delivery_id: id, sealed } = rows[1]!;
  expect(sealed.toString('latin1')).not.toContain('Analytical');
  expect(sealing.open(sealing.openDataKey(key!.data_key), sealed, `delivery:${id}`)).toBe(
    receiver.received[1]!.body,
  );
});

test('an erased order is still told of, and its body not kept', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  await world.rows('UPDATE hub.orders SET data_key = NULL, sealed = NULL WHERE order_id = $1', [order.id]);
  await setUp().deliverDue();
  expect(types()).toEqual(['order_create']);
  await expect(world.rows('SELECT sealed FROM hub.webhook_deliveries')).resolves.toEqual([{ sealed: null }]);
});

test('a snapshot that changes nothing agents see is no news', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  await new TakeInSnapshot(world.orders, { nudge: () => undefined }, clock).execute(
    { ...tenant, platformOrderId: '1' },
    snapshotOf('1', { version: 9 }),
  );
  await expect(world.outboxOf(order.id)).resolves.toHaveLength(1);
});
