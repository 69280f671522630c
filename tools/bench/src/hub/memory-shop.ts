import {
  currency,
  itemId,
  optionId,
  type FulfillmentOption,
  type OrderSnapshot,
  type Quote,
  type QuoteRequest,
} from '@acp-hub/commerce';
import {
  ConnectorError,
  CONNECTOR_SPEC_VERSION,
  type Connector,
  type PlacedOrder,
  type PlaceOrder,
  type Store,
} from '@acp-hub/connector';
import { z } from 'zod';

const PRICE = 1_000;
const TAX = 80;
const USD = currency('USD');

interface MemoryOrder {
  readonly id: string;
  readonly total: number;
  paid: boolean;
}

/** A shop that answers at once, so that only the hub is measured: every item costs 10.00 and 0.80 tax. */
export const memoryShop: Connector<Record<string, never>> = {
  specVersion: CONNECTOR_SPEC_VERSION,
  id: 'bench-shop',
  displayName: 'Shop in memory',
  configSchema: z.strictObject({}),
  capabilities: {
    placement: 'held',
    orderIdempotency: 'native',
    tax: 'exact',
    stock: 'checked',
    orderUpdates: 'webhook',
    deletions: 'unreported',
    coupons: false,
    refunds: 'none',
    handOff: false,
  },
  connect: openShop,
};

function openShop(): Store {
  const orders = new Map<string, MemoryOrder>();
  const known = (id: string): MemoryOrder => {
    const order = orders.get(id);
    if (order !== undefined) return order;
    throw new ConnectorError(
      { kind: 'rejected', reason: { code: 'order_not_found' } },
      `There is no order ${id}.`,
      'not_applied',
    );
  };
  return {
    check: async () => ({ ok: true, findings: [] }),
    listProducts: async () => ({ items: [] }),
    getVariants: async () => [],
    quote: async (request) => quoteOf(request),
    placeOrder: async (request) => placed(place(orders, request)),
    confirmOrder: async (id) => {
      const order = known(id);
      order.paid = true;
      return snapshotOf(order);
    },
    findOrder: async ({ idempotencyKey }) => {
      const order = orders.get(idempotencyKey);
      return order && placed(order);
    },
    getOrder: async (id) => snapshotOf(known(id)),
    listOrders: async () => ({ items: [] }),
    cancelOrder: async (id) => snapshotOf(known(id)),
  };
}

/** The key serves as the order's id. */
function place(orders: Map<string, MemoryOrder>, { idempotencyKey, request }: PlaceOrder): MemoryOrder {
  const order = orders.get(idempotencyKey) ?? {
    id: idempotencyKey,
    total: quoteOf(request).total,
    paid: false,
  };
  orders.set(order.id, order);
  return order;
}

const placed = (order: MemoryOrder): PlacedOrder => ({
  platformOrderId: order.id,
  number: order.id.slice(-8),
  total: { amount: order.total, currency: USD },
  snapshot: snapshotOf(order),
});

const snapshotOf = ({ id, total, paid }: MemoryOrder): OrderSnapshot => ({
  platformOrderId: id,
  number: id.slice(-8),
  version: paid ? 2 : 1,
  status: paid ? 'confirmed' : 'created',
  paid,
  currency: USD,
  total,
  lines: [{ itemId: itemId('sku-1'), quantity: 2 }],
  shipments: [],
  refunds: [],
  updatedAt: new Date().toISOString(),
});

const OPTIONS: readonly FulfillmentOption[] = [
  { type: 'shipping', id: optionId('standard'), title: 'Standard', net: 500, tax: 40 },
  { type: 'shipping', id: optionId('express'), title: 'Express', net: 900, tax: 72 },
];

function quoteOf(request: QuoteRequest): Quote {
  const chosen = OPTIONS.find(({ id }) => id === request.option) ?? OPTIONS[0];
  const lines = request.items.map(({ id, quantity }) => ({
    item: { id, title: `Item ${id}`, imageUrls: [], variantOptions: [] },
    quantity,
    unitAmount: PRICE,
    base: PRICE * quantity,
    discount: 0,
    tax: TAX * quantity,
    stock: { status: 'in_stock' as const },
    requiresShipping: true,
  }));
  const goods = lines.reduce((sum, { base, tax }) => sum + base + tax, 0);
  return {
    currency: request.currency,
    lines,
    unknownItems: [],
    options: OPTIONS,
    ...(chosen === undefined ? {} : { chosenOption: chosen.id, defaultOption: chosen.id }),
    appliedDiscounts: [],
    rejectedDiscounts: [],
    orderDiscount: 0,
    fees: [],
    pricesIncludeTax: false,
    total: goods + (chosen === undefined ? 0 : chosen.net + chosen.tax),
    addressRequired: true,
    messages: [],
  };
}
