import { ConnectionRepository } from '../../src/persistence/connections/connection-repository';
import { OldRowRepository } from '../../src/persistence/retention/old-row-repository';
import { PurgeOldRows, RETENTION_MS } from '../../src/retention/purge-old-rows';
import { openOrderWorld, settableClock, type OrderWorld } from '../support/order-world';

const clock = settableClock();
let world: OrderWorld;

beforeAll(async () => {
  world = await openOrderWorld(clock);
}, 60_000);
afterAll(() => world.close());

/** One row of each kind as old as `ages` says, news that still waits however old it is, and a crowd of old events that takes more than one portion. */
async function fill(tenantId: string, connectionId: string, past: number) {
  const at = (keptMs: number) => new Date(clock.now().getTime() - keptMs - past);
  const { rows } = world;
  await rows(
    `INSERT INTO hub.idempotency_keys (tenant_id, scope, digest, claim, lease_until, created_at)
     VALUES ($1, $2, '', gen_random_uuid(), now(), $3)`,
    [tenantId, `scope${past}`, at(RETENTION_MS.idempotency_keys)],
  );
  await rows(
    `INSERT INTO hub.webhook_deliveries (tenant_id, delivery_id, outbox_id, agent_id, order_id, event, attempt, delivered_at)
     VALUES ($1, $2, 'o', 'a', 'o', 'order_create', 1, $3)`,
    [tenantId, `dlv${past}`, at(RETENTION_MS.webhook_deliveries)],
  );
  await rows(
    `INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at, settled_at, outcome)
     VALUES ($1, $2 || '_told', 'a', 'o', 'order_create', $3, $3, 'delivered'),
       ($1, $2 || '_waiting', 'a', 'o', 'order_update', $3, NULL, NULL)`,
    [tenantId, `out${past}`, at(RETENTION_MS.outbox)],
  );
  const values = new ConnectionRepository(world.directory).valuesOf(tenantId, connectionId);
  await values.set(`placing/${past}`, 'x');
  await values.set(`placing/${past}`, 'x', at(RETENTION_MS.connection_values));
  await values.set(`shop-facts/${past}`, 'x');
  await rows(
    `INSERT INTO hub.platform_events (tenant_id, connection_id, event_id, received_at)
     SELECT $1, $2, $3 || number, $4 FROM generate_series(1, 2500) number`,
    [tenantId, connectionId, `evt${past}_`, at(RETENTION_MS.platform_events)],
  );
}

test('what is old enough goes, for every tenant, and nothing else', async () => {
  for (const tenant of [await world.addTenant(), await world.addTenant()]) {
    await fill(tenant.tenantId, tenant.connectionId, 0);
    await fill(tenant.tenantId, tenant.connectionId, -1);
  }
  const counts = () =>
    world.rows(
      `SELECT (SELECT count(*)::int FROM hub.idempotency_keys) AS keys,
         (SELECT count(*)::int FROM hub.webhook_deliveries) AS deliveries,
         (SELECT count(settled_at)::int FROM hub.outbox) AS told,
         (SELECT count(*)::int FROM hub.outbox WHERE settled_at IS NULL) AS waiting,
         (SELECT count(*)::int FROM hub.platform_events) AS events,
         (SELECT count(*)::int FROM hub.connection_values) AS values`,
    );
  await expect(counts()).resolves.toEqual([
    { keys: 4, deliveries: 4, told: 4, waiting: 4, events: 10_000, values: 8 },
  ]);
  await new PurgeOldRows(new OldRowRepository(world.directory), clock).execute();
  await expect(counts()).resolves.toEqual([
    { keys: 2, deliveries: 2, told: 2, waiting: 4, events: 5_000, values: 6 },
  ]);
});

test('the log of deliveries is kept for 30 days, and what repeats a request for 48 hours', () => {
  const HOUR_MS = 3_600_000;
  expect(RETENTION_MS).toMatchObject({
    webhook_deliveries: 720 * HOUR_MS,
    outbox: 720 * HOUR_MS,
    idempotency_keys: 48 * HOUR_MS,
  });
});
