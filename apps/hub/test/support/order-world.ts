import { randomBytes } from 'node:crypto';
import {
  applySnapshot,
  currency,
  itemId,
  lineIdOf,
  orderId,
  sessionId,
  type Order,
  type OrderSnapshot,
  type PersonalData,
} from '@acp-hub/commerce';
import { newId } from '../../src/ids';
import { OrderPageLinks } from '../../src/orders/order-page-links';
import { KeyRing } from '../../src/persistence/key-ring';
import { OrderRepository } from '../../src/persistence/orders/order-repository';
import {
  insertPlacedOrder,
  placedOrderValues,
  PLACED_ORDER_PARAMETERS,
} from '../../src/persistence/orders/placed-order';
import { tenantKeys } from '../../src/persistence/sealing';
import { TenantDirectory } from '../../src/persistence/tenant-directory';
import { webhookSecretContext } from '../../src/persistence/webhooks/outbox-repository';
import { migratedDatabase } from './database';

export type OrderWorld = Awaited<ReturnType<typeof openOrderWorld>>;
export type SampleTenant = Awaited<ReturnType<OrderWorld['addTenant']>>;

export const PLACED_AT = new Date('2026-11-01T10:00:00.000Z');
export const PERSONAL: PersonalData = {
  buyer: { email: 'ada@example.com', fullName: 'Ada Lovelace' },
  fulfillment: {
    address: {
      name: 'Ada Lovelace',
      lineOne: '1 Analytical Way',
      city: 'Seattle',
      state: 'WA',
      country: 'US',
      postalCode: '98101',
    },
  },
};

/** A clock that stands still until it is moved. */
export function settableClock(start = PLACED_AT) {
  let moment = start.getTime();
  return {
    now: () => new Date(moment),
    advance(ms: number) {
      moment += ms;
    },
  };
}

export const snapshotOf = (platformOrderId: string, changes: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  platformOrderId,
  number: `N-${platformOrderId}`,
  version: 1,
  status: 'confirmed',
  paid: true,
  currency: currency('USD'),
  total: 2_500,
  lines: [{ itemId: itemId('mug'), quantity: 2 }],
  shipments: [],
  refunds: [],
  updatedAt: PLACED_AT.toISOString(),
  ...changes,
});

export const shipped = (platformOrderId: string, version = 2): OrderSnapshot =>
  snapshotOf(platformOrderId, {
    version,
    status: 'shipped',
    shipments: [
      {
        id: 'shp_1',
        type: 'shipping',
        status: 'shipped',
        items: [{ itemId: itemId('mug'), quantity: 2 }],
        carrier: 'UPS',
        trackingNumber: '1Z999',
        trackingUrl: 'https://track.example/1Z999',
        occurredAt: '2026-11-02T10:00:00.000Z',
      },
    ],
    updatedAt: '2026-11-02T10:00:00.000Z',
  });

function sampleOrder(
  platformOrderId: string,
  placedAt: Date,
  permalinkUrl: (id: Order['id']) => string,
): Order {
  const id = orderId(newId('ord'));
  return {
    id,
    sessionId: sessionId(newId('cs')),
    platformOrderId,
    number: `N-${platformOrderId}`,
    currency: currency('USD'),
    platformStatus: 'confirmed',
    lines: [
      {
        id: lineIdOf(itemId('mug')),
        itemId: itemId('mug'),
        title: 'Mug <large> & "blue"',
        quantity: { ordered: 2, current: 2, fulfilled: 0 },
        unitAmount: 1_000,
        base: 2_000,
        discount: 0,
        subtotal: 2_000,
        tax: 0,
        total: 2_000,
        requiresShipping: true,
      },
    ],
    fulfillments: [],
    adjustments: [],
    totals: {
      itemsBase: 2_000,
      itemsDiscount: 0,
      subtotal: 2_000,
      discount: 0,
      fulfillment: 500,
      tax: 0,
      fee: 0,
      giftWrap: 0,
      tip: 0,
      storeCredit: 0,
      total: 2_500,
    },
    amountRefunded: 0,
    permalinkUrl: permalinkUrl(id),
    snapshotVersion: 0,
    createdAt: placedAt.toISOString(),
    updatedAt: placedAt.toISOString(),
  };
}

/** A migrated database with the repositories over it, and ways to fill it with merchants, agents and orders. */
export async function openOrderWorld(clock: { now(): Date } = settableClock()) {
  const database = await migratedDatabase();
  // As the command line of `commandLineOf` has it.
  const ring = new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]);
  const directory = new TenantDirectory(database.pool, database.scopes, ring);
  const links = new OrderPageLinks('https://hub.example', randomBytes(32));

  async function addTenant(
    options: {
      name?: string;
      webhookUrl?: string;
      profile?: 'spec' | 'openai' | 'legacy';
      apiVersion?: string;
    } = {},
  ) {
    const [tenantId, connectionId, agentId] = [newId('ten'), newId('con'), newId('agt')];
    const secret = randomBytes(24).toString('hex');
    const { wrapped } = tenantKeys(ring).create(tenantId);
    await database.backDoor.query(
      `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [
        tenantId,
        options.name ?? 'Acme Café',
        { links: [], support: { email: 'help@acme.example' } },
        wrapped,
        PLACED_AT,
      ],
    );
    const { sealing } = await directory.open(tenantId);
    await database.backDoor.query(
      `INSERT INTO hub.connections (tenant_id, connection_id, name, mode, connector, config, payment_provider,
         payment_config, currency, ingress_id, created_at)
       VALUES ($1, $2, 'shop', 'test', 'memory', '', 'sandbox', '', 'USD', $3, $4)`,
      [tenantId, connectionId, `in_${connectionId}`, PLACED_AT],
    );
    await database.backDoor.query(
      `INSERT INTO hub.agents (tenant_id, agent_id, name, profile, webhook_url, webhook_secret, webhook_api_version, created_at)
       VALUES ($1, $2, 'agent', $3, $4, $5, $6, $7)`,
      [
        tenantId,
        agentId,
        options.profile ?? 'spec',
        options.webhookUrl ?? null,
        sealing.sealWithTenantKey(secret, webhookSecretContext(agentId)),
        options.apiVersion ?? null,
        PLACED_AT,
      ],
    );
    return {
      tenantId,
      connectionId,
      agentId,
      secret,
      mode: 'test' as const,
      ingressId: `in_${connectionId}`,
    };
  }

  /** Inserts an order as the saga's last statement does. */
  async function placeOrder(
    tenant: { tenantId: string; connectionId: string; agentId: string; mode: 'test' },
    platformOrderId: string,
  ) {
    const { scope, sealing } = await directory.open(tenant.tenantId);
    const placedAt = clock.now();
    const fresh = sampleOrder(platformOrderId, placedAt, (id) => links.urlOf(tenant.tenantId, id));
    const { order } = applySnapshot(fresh, snapshotOf(platformOrderId), placedAt);
    const values = placedOrderValues(sealing, {
      order,
      timeline: [{ kind: 'placed', occurredAt: order.createdAt }],
      personal: PERSONAL,
      agent: tenant,
      apiVersion: '2026-04-17',
      pageTokenHash: links.hashOf(tenant.tenantId, order.id),
      outboxId: newId('out'),
      paymentCheckAt: new Date(placedAt.getTime() + 60_000),
    });
    expect(values).toHaveLength(PLACED_ORDER_PARAMETERS);
    await scope.run(
      {
        name: 'test_place_order',
        text: `WITH gate AS (SELECT true AS open), ${insertPlacedOrder(2, 'gate')} SELECT FROM placed_order`,
      },
      [tenant.tenantId, ...values],
    );
    return order;
  }

  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.backDoor.query(text, values)).rows as Row[];

  return {
    database,
    ring,
    directory,
    links,
    clock,
    orders: new OrderRepository(directory, links, newId, clock),
    addTenant,
    placeOrder,
    rows,
    timelineOf: (id: string) =>
      rows<{ seq: number; kind: string }>(
        'SELECT seq, kind FROM hub.order_timeline WHERE order_id = $1 ORDER BY seq',
        [id],
      ),
    outboxOf: (id: string) =>
      rows<{ event: string; outcome: string | null; attempts: number; relay_at: Date }>(
        'SELECT event, outcome, attempts, relay_at FROM hub.outbox WHERE order_id = $1 ORDER BY outbox_id',
        [id],
      ),
    close: () => database.close(),
  };
}
