import {
  itemId,
  optionId,
  type OrderSnapshot,
  type PlatformRefund,
  type Product,
  type Quote,
  type QuoteRequest,
} from '@acp-hub/commerce';
import {
  ConnectorError,
  CONNECTOR_SPEC_VERSION,
  type Connector,
  type ConnectorCapabilities,
  type PaymentInstruction,
  type PlacedOrder,
  type PlaceOrder,
  type Store,
} from '@acp-hub/connector';
import { z } from 'zod';

export interface MemoryOrder {
  readonly id: string;
  readonly key: string;
  readonly sessionId: string;
  total: number;
  status: 'awaiting_payment' | 'paid' | 'canceled';
  payments: { reference: string; amount: number }[];
  /** Made in the back office, minor units. */
  refunds: PlatformRefund[];
  /** The token it was paid with, where the shop takes payments itself. */
  token?: string;
}

/** What the next calls of an operation do instead of working. */
export type MemoryFault =
  'refused' | 'unknown_before' | 'unknown_after' | 'out_of_stock' | 'order_state' | 'broken' | 'wrong_total';

const UNIT = 1_000;
const TAX = 80;

/** A shop in memory: one product `sku-1` at 10.00 plus 8% tax, free and express shipping, `sku-out` sold out. */
export function memoryConnector(
  placement: 'held' | 'final' = 'held',
  declared: Partial<Pick<ConnectorCapabilities, 'orderIdempotency' | 'takesPayments'>> = {},
) {
  const orders = new Map<string, MemoryOrder>();
  const faults: { operation: string; fault: MemoryFault }[] = [];
  const state = { unit: UNIT, soldOut: false, placed: 0, calls: [] as string[] };

  const strike = (operation: string, when: 'before' | 'after'): void => {
    const index = faults.findIndex(
      (each) =>
        each.operation === operation &&
        each.fault !== 'wrong_total' &&
        (each.fault === 'unknown_after') === (when === 'after'),
    );
    const [found] = index < 0 ? [] : faults.splice(index, 1);
    if (found !== undefined) throw failure(found.fault);
  };
  let pause: { operation: string; reached: () => void; released: Promise<void> } | undefined;
  const guarded = async <T>(operation: string, work: () => T): Promise<T> => {
    state.calls.push(operation);
    if (pause?.operation === operation) {
      const { reached, released } = pause;
      pause = undefined;
      reached();
      await released;
    }
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
    version: order.payments.length + order.refunds.length + (order.status === 'canceled' ? 2 : 1),
    status: order.status === 'canceled' ? 'canceled' : order.status === 'paid' ? 'confirmed' : 'created',
    paid: order.status === 'paid',
    currency: 'USD' as OrderSnapshot['currency'],
    total: order.total,
    lines: [{ itemId: itemId('sku-1'), quantity: 1 }],
    shipments: [],
    refunds: order.refunds,
    updatedAt: new Date().toISOString(),
  });
  const placed = (order: MemoryOrder): PlacedOrder => ({
    platformOrderId: order.id,
    number: `M-${order.id}`,
    total: { amount: order.total, currency: 'USD' as OrderSnapshot['currency'] },
    snapshot: snapshot(order),
  });
  /** Takes the payment itself, as a platform that is handed the token does. */
  const takePayment = (order: MemoryOrder, { token }: PaymentInstruction): void => {
    if (token.includes('declined')) throw rejected('payment_declined');
    order.token = token;
    order.status = 'paid';
    order.payments.push({ reference: token, amount: order.total });
  };
  const place = (request: PlaceOrder): PlacedOrder => {
    const known = declared.orderIdempotency === 'none' ? undefined : orders.get(request.idempotencyKey);
    if (known !== undefined) return placed(known);
    const quoted = quoteOf(request.request, state).total;
    if (quoted !== request.expectedTotal.amount) throw rejected('price_changed');
    const wrong = faults.findIndex(({ fault }) => fault === 'wrong_total');
    const total = wrong < 0 ? quoted : quoted + faults.splice(wrong, 1).length;
    const order: MemoryOrder = {
      id: String((state.placed += 1)),
      key: request.idempotencyKey,
      sessionId: request.sessionId,
      total,
      status: 'awaiting_payment',
      payments: [],
      refunds: [],
    };
    if (request.payment !== undefined) takePayment(order, request.payment);
    orders.set(orders.has(order.key) ? `${order.key}#${order.id}` : order.key, order);
    return placed(order);
  };

  const store: Store = {
    check: async () => ({ ok: true, findings: [] }),
    listProducts: async () => ({ items: [productOf(state.unit, state.soldOut)] }),
    getVariants: async (ids) =>
      productOf(state.unit, state.soldOut).variants.filter(({ id }) => ids.includes(id)),
    quote: (request) => guarded('quote', () => quoteOf(request, state)),
    placeOrder: (request) => guarded('placeOrder', () => place(request)),
    confirmOrder: (id, payment) =>
      guarded('confirmOrder', () => {
        const order = byId(id);
        if (order.status === 'canceled') throw rejected('order_state');
        if (payment.instruction !== undefined) {
          if (order.status !== 'paid') takePayment(order, payment.instruction);
        } else if (!order.payments.some(({ reference }) => reference === payment.reference)) {
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
    handOffUrl: () => guarded('handOffUrl', () => 'https://shop.example/cart'),
  };
  const connector: Connector = {
    specVersion: CONNECTOR_SPEC_VERSION,
    id: 'memory',
    displayName: 'Memory',
    configSchema: z.object({}),
    capabilities: {
      placement,
      orderIdempotency: 'native',
      ...declared,
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
  return {
    connector,
    orders: (): readonly MemoryOrder[] => [...orders.values()],
    /** The next call of that operation waits until it is let go. */
    pauseAt: (operation: string) => {
      let reached: () => void = () => undefined;
      let go: () => void = () => undefined;
      const isReached = new Promise<void>((resolve) => (reached = resolve));
      const released = new Promise<void>((resolve) => (go = resolve));
      pause = { operation, reached, released };
      return { reached: isReached, go };
    },
    /** The merchant removes an order for good. */
    forget: (id: string): void => {
      for (const [key, order] of orders) if (order.id === id) orders.delete(key);
    },
    faults,
    state,
  };
}

function failure(fault: MemoryFault): Error {
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
    case 'broken':
      return new TypeError('a bug of the connector');
    case 'wrong_total':
      throw new Error('strikes in placeOrder alone');
  }
}

const rejected = (
  code: 'price_changed' | 'order_not_found' | 'order_state' | 'payment_declined',
): ConnectorError =>
  new ConnectorError(
    { kind: 'rejected', reason: code === 'order_state' ? { code, state: 'closed' } : { code } },
    code,
    'not_applied',
  );

const productOf = (unit: number, soldOut: boolean): Product => ({
  id: 'product-1',
  title: 'Item 1',
  description: 'The one thing sold here.',
  url: 'https://shop.example/product-1',
  categories: ['Things'],
  imageUrls: ['https://shop.example/product-1.jpg'],
  updatedAt: new Date().toISOString(),
  variants: [
    {
      id: itemId('sku-1'),
      productId: 'product-1',
      title: 'Item 1',
      price: { amount: unit, currency: 'USD' as Quote['currency'] },
      stock: soldOut ? { status: 'out_of_stock', available: 0 } : { status: 'in_stock' },
      options: [],
      imageUrls: [],
      requiresShipping: true,
    },
  ],
});

function quoteOf(request: QuoteRequest, { unit, soldOut }: { unit: number; soldOut: boolean }): Quote {
  const known = request.items.filter(({ id }) => id.startsWith('sku-'));
  const lines = known.map(({ id, quantity }) => ({
    item: { id, title: `Item ${id}`, imageUrls: [], variantOptions: [] },
    quantity,
    unitAmount: unit,
    base: unit * quantity,
    discount: 0,
    tax: TAX * quantity,
    stock: { status: soldOut || id === 'sku-out' ? ('out_of_stock' as const) : ('in_stock' as const) },
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
