import { itemId, optionId, type OrderSnapshot, type Quote, type QuoteRequest } from '@acp-hub/commerce';
import {
  ConnectorError,
  CONNECTOR_SPEC_VERSION,
  type Connector,
  type PlacedOrder,
  type PlaceOrder,
  type Store,
} from '@acp-hub/connector';
import { z } from 'zod';

export interface MemoryOrder {
  readonly id: string;
  readonly key: string;
  readonly sessionId: string;
  readonly total: number;
  status: 'awaiting_payment' | 'paid' | 'canceled';
  payments: { reference: string; amount: number }[];
}

/** What the next calls of an operation do instead of working. */
export type MemoryFault = 'refused' | 'unknown_before' | 'unknown_after' | 'out_of_stock' | 'order_state';

const UNIT = 1_000;
const TAX = 80;

/** A shop in memory: one product `sku-1` at 10.00 plus 8% tax, free and express shipping, `sku-out` sold out. */
export function memoryConnector(placement: 'held' | 'final' = 'held') {
  const orders = new Map<string, MemoryOrder>();
  const faults: { operation: string; fault: MemoryFault }[] = [];
  const state = { unit: UNIT, calls: [] as string[] };

  const strike = (operation: string, when: 'before' | 'after'): void => {
    const index = faults.findIndex(
      (each) => each.operation === operation && (each.fault === 'unknown_after') === (when === 'after'),
    );
    const [found] = index < 0 ? [] : faults.splice(index, 1);
    if (found !== undefined) throw failure(found.fault);
  };
  const guarded = async <T>(operation: string, work: () => T): Promise<T> => {
    state.calls.push(operation);
    strike(operation, 'before');
    const result = work();
    strike(operation, 'after');
    return result;
  };
  const byId = (id: string): MemoryOrder => {
    const order = [...orders.values()].find((each) => each.id === id);
    if (order === undefined) throw rejected('order_not_found');
    return order;
  };
  const snapshot = (order: MemoryOrder): OrderSnapshot => ({
    platformOrderId: order.id,
    number: `M-${order.id}`,
    version: order.payments.length + (order.status === 'canceled' ? 2 : 1),
    status: order.status === 'canceled' ? 'canceled' : order.status === 'paid' ? 'confirmed' : 'created',
    paid: order.status === 'paid',
    currency: 'USD' as OrderSnapshot['currency'],
    total: order.total,
    lines: [{ itemId: itemId('sku-1'), quantity: 1 }],
    shipments: [],
    refunds: [],
    updatedAt: new Date().toISOString(),
  });
  const placed = (order: MemoryOrder): PlacedOrder => ({
    platformOrderId: order.id,
    number: `M-${order.id}`,
    total: { amount: order.total, currency: 'USD' as OrderSnapshot['currency'] },
    snapshot: snapshot(order),
  });
  const place = (request: PlaceOrder): PlacedOrder => {
    const known = orders.get(request.idempotencyKey);
    if (known !== undefined) return placed(known);
    const total = quoteOf(request.request, state.unit).total;
    if (total !== request.expectedTotal.amount) throw rejected('price_changed');
    const order: MemoryOrder = {
      id: String(orders.size + 1),
      key: request.idempotencyKey,
      sessionId: request.sessionId,
      total,
      status: 'awaiting_payment',
      payments: [],
    };
    orders.set(order.key, order);
    return placed(order);
  };

  const store: Store = {
    check: async () => ({ ok: true, findings: [] }),
    listProducts: async () => ({ items: [] }),
    getVariants: async () => [],
    quote: (request) => guarded('quote', () => quoteOf(request, state.unit)),
    placeOrder: (request) => guarded('placeOrder', () => place(request)),
    confirmOrder: (id, payment) =>
      guarded('confirmOrder', () => {
        const order = byId(id);
        if (order.status === 'canceled') throw rejected('order_state');
        if (!order.payments.some(({ reference }) => reference === payment.reference)) {
          order.payments.push({ reference: payment.reference, amount: payment.amount.amount });
        }
        order.status = 'paid';
        return snapshot(order);
      }),
    findOrder: ({ idempotencyKey }) =>
      guarded('findOrder', () => {
        const order = orders.get(idempotencyKey);
        return order && placed(order);
      }),
    getOrder: (id) => guarded('getOrder', () => snapshot(byId(id))),
    listOrders: async () => ({ items: [] }),
    cancelOrder: (id) =>
      guarded('cancelOrder', () => {
        const order = byId(id);
        order.status = 'canceled';
        return snapshot(order);
      }),
    handOffUrl: async () => 'https://shop.example/cart',
  };
  const connector: Connector = {
    specVersion: CONNECTOR_SPEC_VERSION,
    id: 'memory',
    displayName: 'Memory',
    configSchema: z.object({}),
    capabilities: {
      placement,
      orderIdempotency: 'native',
      tax: 'exact',
      stock: 'checked',
      orderUpdates: 'poll',
      deletions: 'unreported',
      coupons: true,
      refunds: 'none',
      handOff: true,
    },
    connect: () => store,
  };
  return { connector, orders: (): readonly MemoryOrder[] => [...orders.values()], faults, state };
}

function failure(fault: MemoryFault): ConnectorError {
  switch (fault) {
    case 'refused':
      return new ConnectorError({ kind: 'transient' }, 'connection refused', 'not_applied');
    case 'unknown_before':
    case 'unknown_after':
      return new ConnectorError({ kind: 'transient' }, 'no answer in time', 'unknown');
    case 'out_of_stock':
      return new ConnectorError(
        { kind: 'rejected', reason: { code: 'out_of_stock', items: [itemId('sku-1')] } },
        'sold out',
        'not_applied',
      );
    case 'order_state':
      return rejected('order_state');
  }
}

const rejected = (code: 'price_changed' | 'order_not_found' | 'order_state'): ConnectorError =>
  new ConnectorError(
    { kind: 'rejected', reason: code === 'order_state' ? { code, state: 'closed' } : { code } },
    code,
    'not_applied',
  );

function quoteOf(request: QuoteRequest, unit: number): Quote {
  const known = request.items.filter(({ id }) => id.startsWith('sku-'));
  const lines = known.map(({ id, quantity }) => ({
    item: { id, title: `Item ${id}`, imageUrls: [], variantOptions: [] },
    quantity,
    unitAmount: unit,
    base: unit * quantity,
    discount: 0,
    tax: TAX * quantity,
    stock: { status: id === 'sku-out' ? ('out_of_stock' as const) : ('in_stock' as const) },
    requiresShipping: true,
  }));
  const options = request.address
    ? [
        { type: 'shipping' as const, id: optionId('free'), title: 'Free', net: 0, tax: 0 },
        { type: 'shipping' as const, id: optionId('express'), title: 'Express', net: 900, tax: 72 },
      ]
    : [];
  const chosen = options.find(({ id }) => id === request.option) ?? options[0];
  const total =
    lines.reduce((sum, line) => sum + line.base + line.tax, 0) +
    (chosen === undefined ? 0 : chosen.net + chosen.tax);
  return {
    currency: request.currency,
    lines,
    unknownItems: request.items.filter(({ id }) => !id.startsWith('sku-')).map(({ id }) => id),
    options,
    ...(chosen === undefined ? {} : { chosenOption: chosen.id, defaultOption: options[0]!.id }),
    appliedDiscounts: [],
    rejectedDiscounts: request.coupons.map((code) => ({ code, reason: 'discount_code_invalid' as const })),
    orderDiscount: 0,
    fees: [],
    pricesIncludeTax: false,
    total,
    addressRequired: true,
    messages: [],
  };
}
