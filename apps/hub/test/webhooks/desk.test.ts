import { verifyWebhook } from '@acp-hub/acp';
import { loadRegistry } from '../../src/connectors/registry';
import { newId } from '../../src/ids';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { OutboxRepository } from '../../src/persistence/webhooks/outbox-repository';
import { TenantRepository } from '../../src/persistence/tenants/tenant-repository';
import { WebhookDeskRepository } from '../../src/persistence/webhooks/webhook-desk-repository';
import { ReplaceSecrets } from '../../src/tenants/replace-secrets';
import { DeliverNews } from '../../src/webhooks/deliver-news';
import { EndpointSlots } from '../../src/webhooks/endpoint-slots';
import { GuardedWebhookSender } from '../../src/webhooks/guarded-webhook-sender';
import { ReplayDeadLetters } from '../../src/webhooks/replay-dead-letters';
import { openOrderWorld, settableClock, shipped, type OrderWorld } from '../support/order-world';
import { webhookReceiver } from '../support/webhook-receiver';

const clock = settableClock();
let world: OrderWorld;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
let sender: GuardedWebhookSender;
let desk: WebhookDeskRepository;
let replay: ReplayDeadLetters;

beforeAll(async () => {
  world = await openOrderWorld(clock);
  receiver = await webhookReceiver();
  sender = new GuardedWebhookSender({ allowPrivateAddresses: true }, clock);
  desk = new WebhookDeskRepository(world.database.scopes, clock);
  replay = new ReplayDeadLetters(desk, newId);
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await sender.onApplicationShutdown();
  await world.close();
});
beforeEach(() => {
  receiver.received.length = 0;
});

async function deliverDue() {
  const outbox = new OutboxRepository(world.directory, world.links, newId, clock);
  const slots = new EndpointSlots({ quick: 64, slow: 8, lingering: 160 });
  const deliver = new DeliverNews(outbox, sender, slots, clock, { delivered: () => undefined });
  const outcomes = [];
  for (const row of await outbox.due(100)) outcomes.push(await deliver.execute(row));
  return outcomes;
}

/** An order whose creation and whose shipment were both given up, for an endpoint that answered 410. */
async function deadOrder() {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  receiver.answerStatus(410);
  await deliverDue();
  await new TakeInSnapshot(world.orders, { nudge: () => undefined }, clock).execute(
    { ...tenant, platformOrderId: '1' },
    shipped('1'),
  );
  await deliverDue();
  receiver.received.length = 0;
  receiver.answerStatus(200);
  return { tenant, order };
}

test('dead letters are listed with what the endpoint last said', async () => {
  const { tenant, order } = await deadOrder();
  const found = await desk.deadLetters(tenant.tenantId, { most: 10 });
  expect(found).toMatchObject([
    { orderId: order.id, event: 'order_create', attempts: 1, lastStatus: 410, endpointIsDisabled: true },
    { orderId: order.id, event: 'order_update', endpointIsDisabled: true },
  ]);
  const [first] = found;
  await expect(desk.deadLetters(tenant.tenantId, { most: 10, after: first!.outboxId })).resolves.toHaveLength(
    1,
  );
  await expect(desk.deadLetters(tenant.tenantId, { most: 10, agentId: 'agt_other' })).resolves.toEqual([]);
});

test('what died is replayed once its endpoint is enabled: one new job, first news, latest state', async () => {
  const { tenant, order } = await deadOrder();
  await expect(replay.all(tenant.tenantId)).resolves.toEqual({
    kind: 'endpoint_disabled',
    agentIds: [tenant.agentId],
  });
  await expect(desk.enable(tenant.tenantId, tenant.agentId)).resolves.toBe('enabled');
  const letters = await desk.deadLetters(tenant.tenantId, { most: 10 });
  const outcome = await replay.all(tenant.tenantId);
  if (outcome.kind !== 'replayed') throw new Error(outcome.kind);
  expect(outcome.replays.map(({ deadId }) => deadId)).toEqual(letters.map(({ outboxId }) => outboxId));
  const ids = new Set(outcome.replays.map(({ outboxId }) => outboxId));
  expect(ids.size).toBe(1);
  expect(letters.map(({ outboxId }) => outboxId)).not.toContain([...ids][0]);
  await expect(deliverDue()).resolves.toEqual(['delivered']);
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'order_create', data: { id: order.id, status: 'shipped' } },
  ]);
  await expect(desk.deadLetters(tenant.tenantId, { most: 10 })).resolves.toEqual([]);
  await expect(replay.ids(tenant.tenantId, [letters[0]!.outboxId])).resolves.toMatchObject({
    kind: 'unknown',
  });
});

test('two operators replaying the same letters at once send them once', async () => {
  const { tenant } = await deadOrder();
  await desk.enable(tenant.tenantId, tenant.agentId);
  await Promise.all([replay.all(tenant.tenantId), replay.all(tenant.tenantId)]);
  await deliverDue();
  await deliverDue();
  expect(receiver.received).toHaveLength(1);
});

test('nobody sees, replays or enables what is another merchant’s', async () => {
  const { tenant } = await deadOrder();
  const other = await world.addTenant({ name: 'Other' });
  const [letter] = await desk.deadLetters(tenant.tenantId, { most: 1 });
  await expect(desk.deadLetters(other.tenantId, { most: 10 })).resolves.toEqual([]);
  await expect(desk.log(other.tenantId, { most: 10 })).resolves.toEqual([]);
  await expect(replay.ids(other.tenantId, [letter!.outboxId])).resolves.toMatchObject({ kind: 'unknown' });
  await expect(desk.enable(other.tenantId, tenant.agentId)).resolves.toBe('unknown');
});

test('the log tells every try, the latest first', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const order = await world.placeOrder(tenant, '1');
  receiver.answerStatus(500);
  await deliverDue();
  clock.advance(60_000);
  receiver.answerStatus(200);
  await deliverDue();
  const log = await desk.log(tenant.tenantId, { orderId: order.id, most: 10 });
  expect(log).toMatchObject([
    { attempt: 2, status: 200 },
    { attempt: 1, status: 500 },
  ]);
  await expect(desk.log(tenant.tenantId, { most: 10, before: log[0]!.deliveryId })).resolves.toMatchObject([
    { attempt: 1 },
  ]);
});

test('an endpoint that gives no answer is spared, by one delivery tried again, and freed by its answer', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  for (const id of ['a', 'b', 'c', 'd', 'e']) await world.placeOrder(tenant, id);
  receiver.answerStatus(503);
  await expect(deliverDue()).resolves.toEqual(['retry', 'retry', 'retry', 'nothing_to_do', 'nothing_to_do']);
  expect(receiver.received).toHaveLength(3);
  clock.advance(60_000);
  receiver.answerStatus(200);
  const outcomes = await deliverDue();
  expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(5);
});

test('a staged secret takes over at its time, and exactly one signs', async () => {
  const tenant = await world.addTenant({ webhookUrl: receiver.url });
  const at = new Date(clock.now().getTime() + 60_000);
  const secrets = new ReplaceSecrets(
    new TenantRepository(world.directory, world.database.scopes, world.ring),
    await loadRegistry([]),
  );
  await secrets.ofAgent(tenant.tenantId, tenant.agentId, 'webhook', 'the secret after it', at);
  const signedBy = (secret: string) => {
    const { headers, body } = receiver.received.at(-1)!;
    const signature = String(headers['merchant-signature']);
    expect(signature.match(/v1=/g)).toHaveLength(1);
    return verifyWebhook(body, signature, secret, clock.now().getTime()).valid;
  };
  receiver.answerStatus(200);
  await world.placeOrder(tenant, 'before');
  await deliverDue();
  expect([signedBy(tenant.secret), signedBy('the secret after it')]).toEqual([true, false]);
  clock.advance(60_000);
  await world.placeOrder(tenant, 'after');
  await deliverDue();
  expect([signedBy(tenant.secret), signedBy('the secret after it')]).toEqual([false, true]);
});
