import { HttpAdapterHost } from '@nestjs/core';
import type { Connector } from '@acp-hub/connector';
import { z } from 'zod';
import { AcceptConsent } from '../../src/ingress/accept-consent';
import { AcceptPaymentEvent } from '../../src/ingress/accept-payment-event';
import { AcceptPlatformEvent } from '../../src/ingress/accept-platform-event';
import { IngressRoutes } from '../../src/ingress/ingress-routes';
import type { PlatformOrder } from '../../src/orders/ports';
import { PlatformEventRepository } from '../../src/persistence/ingress/platform-event-repository';
import { listen } from '../support/http-app';
import { ConsentStates } from '../../src/tenants/consent-states';
import type { SecretChange } from '../../src/tenants/ports';
import { memoryConnections, signatureOf } from '../support/memory-connections';
import { openOrderWorld, type OrderWorld, type SampleTenant } from '../support/order-world';

let world: OrderWorld;
let tenant: SampleTenant;
let server: Awaited<ReturnType<typeof listen>>;
let queued: { order: PlatformOrder; reason: string }[];
let reported: object[] = [];
let queueFails = false;
const platform = memoryConnections();
let granted: SecretChange[];
const states = new ConsentStates(Buffer.alloc(32, 3));

/** A platform that posts `{state, key}` once its merchant has agreed. */
const consenting = {
  configSchema: z.string(),
  consent: {
    url: () => 'https://shop.example/agree',
    read: (_config, body) => {
      const { state, key } = JSON.parse(body.toString());
      return typeof key === 'string' ? { state, config: `with ${key}` } : undefined;
    },
  },
} as Pick<Connector<string>, 'configSchema' | 'consent'> as Connector;

beforeAll(async () => {
  world = await openOrderWorld();
  tenant = await world.addTenant();
  const queue = {
    refreshSoon: async (order: PlatformOrder, reason: string) => {
      if (queueFails) throw new Error('the queue is down');
      queued.push({ order, reason });
    },
    pollSoon: jest.fn(),
  };
  const events = new PlatformEventRepository(world.directory, world.clock);
  const accept = new AcceptPlatformEvent(events, platform.connections, queue, {
    note: async (target, productId) => void reported.push({ ...target, productId }),
  });
  const acceptPayment = new AcceptPaymentEvent(events, events, platform.connections, {
    lookAt: async () => 'unknown',
  });
  const acceptConsent = new AcceptConsent(
    events,
    { find: async () => ({ connector: consenting, config: 'without a key' }) },
    {
      replaceSecret: async (_tenantId, change) => {
        granted.push(change);
        return 'changed';
      },
    },
    states,
    world.clock,
  );
  server = await listen({
    providers: [
      {
        provide: IngressRoutes,
        useFactory: (host: HttpAdapterHost) =>
          new IngressRoutes(host, accept, acceptPayment, acceptConsent, world.clock),
        inject: [HttpAdapterHost],
      },
    ],
  });
}, 60_000);
afterAll(async () => {
  await server.app.close();
  await world.close();
});
beforeEach(() => {
  queued = [];
  granted = [];
  reported = [];
  queueFails = false;
});

const orderEvent = (id: string, platformOrderId = '1001') =>
  JSON.stringify({ id, subject: { kind: 'order', platformOrderId } });

const post = (body: string, options: { ingressId?: string; signature?: string; contentType?: string } = {}) =>
  fetch(`${server.baseUrl}/ingress/${options.ingressId ?? tenant.ingressId}`, {
    method: 'POST',
    headers: {
      'content-type': options.contentType ?? 'application/json',
      'x-signature': options.signature ?? signatureOf(body),
    },
    body,
  });

test('an authentic report is accepted and looked into, as its tenant’s', async () => {
  const response = await post(orderEvent('evt_1'));
  expect(response.status).toBe(202);
  expect(queued.map(({ order }) => order)).toEqual([
    { tenantId: tenant.tenantId, connectionId: tenant.connectionId, platformOrderId: '1001' },
  ]);
});

test('a duplicate is thanked for and ignored, the same id on another connection is not one', async () => {
  await post(orderEvent('evt_2'));
  expect((await post(orderEvent('evt_2'))).status).toBe(200);
  expect(queued).toHaveLength(1);
  const other = await world.addTenant({ name: 'Other' });
  expect((await post(orderEvent('evt_2'), { ingressId: other.ingressId })).status).toBe(202);
  expect(new Set(queued.map(({ reason }) => reason)).size).toBe(2);
});

test('a product that is reported is noted once, as its tenant’s', async () => {
  const event = JSON.stringify({ id: 'evt_p', subject: { kind: 'product', productId: 'mug' } });
  expect((await post(event)).status).toBe(202);
  expect((await post(event)).status).toBe(200);
  expect(reported).toEqual([
    { tenantId: tenant.tenantId, connectionId: tenant.connectionId, productId: 'mug' },
  ]);
  expect(queued).toEqual([]);
});

test('a report that could not be queued is accepted when it comes again', async () => {
  queueFails = true;
  expect((await post(orderEvent('evt_3'))).status).toBe(500);
  queueFails = false;
  expect((await post(orderEvent('evt_3'))).status).toBe(202);
  expect(queued).toHaveLength(1);
});

test('a wrong signature is refused and leaves no trace', async () => {
  expect((await post(orderEvent('evt_4'), { signature: signatureOf('something else') })).status).toBe(401);
  expect(queued).toEqual([]);
  await expect(world.rows(`SELECT FROM hub.platform_events WHERE event_id = 'evt_4'`)).resolves.toEqual([]);
});

test('unknown and disabled addresses are not found', async () => {
  expect((await post(orderEvent('evt_5'), { ingressId: 'in_nobody' })).status).toBe(404);
  const disabled = await world.addTenant({ name: 'Gone' });
  await world.rows('UPDATE hub.connections SET disabled_at = now() WHERE connection_id = $1', [
    disabled.connectionId,
  ]);
  expect((await post(orderEvent('evt_5'), { ingressId: disabled.ingressId })).status).toBe(404);
});

test('a ping is authentic and about nothing', async () => {
  expect((await post(JSON.stringify({ id: 'ping', subject: { kind: 'none' } }))).status).toBe(200);
  expect(queued).toEqual([]);
});

test('the signature covers the exact bytes, of whatever content type', async () => {
  const body = ` { "id":"evt_6", "subject":{"kind":"order","platformOrderId":"é"} } `;
  expect((await post(body, { contentType: 'application/x-www-form-urlencoded' })).status).toBe(202);
  expect((await post(body.replace('evt_6', 'evt_7'), { contentType: 'application/json' })).status).toBe(202);
});

test('a body beyond the limit is refused', async () => {
  expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
});

describe('a merchant’s consent', () => {
  const grant = (state: string, key: unknown = 'k1') =>
    post(JSON.stringify({ state, key }), { signature: 'none' });
  const stateFor = (connectionId: string) => states.issue(connectionId, world.clock.now());

  test('puts the key into the connection that asked for it', async () => {
    expect((await grant(stateFor(tenant.connectionId))).status).toBe(200);
    expect(granted).toEqual([{ kind: 'config', connectionId: tenant.connectionId, value: 'with k1' }]);
  });

  test('is none without this hub’s state for this connection, or after an hour', async () => {
    const other = await world.addTenant({ name: 'Another' });
    const forged = new ConsentStates(Buffer.alloc(32, 4)).issue(tenant.connectionId, world.clock.now());
    const old = states.issue(tenant.connectionId, new Date(world.clock.now().getTime() - 3_600_001));
    const [until = '', signature = ''] = old.split('.');
    const prolonged = `${Number(until) + 3_600_000}.${signature}`;
    for (const state of [forged, stateFor(other.connectionId), old, prolonged, '', 'x'])
      expect((await grant(state)).status).toBe(401);
    expect((await grant(stateFor(tenant.connectionId), 7)).status).toBe(401);
    expect(granted).toEqual([]);
  });
});
