import { createHmac } from 'node:crypto';
import type { OrderSnapshot, QuoteRequest } from '@acp-hub/commerce';
import { itemId } from '@acp-hub/commerce';
import type { WebhookRequest } from '@acp-hub/connector';
import type { BookedOrder } from '../../src';
import { priceRequest, type ShelfItem } from './pricing';
import type { ShopSeed } from './seed';

export interface ShopOrder {
  readonly key: string;
  readonly email: string;
  readonly payments: { amount: number; reference: string }[];
  snapshot: OrderSnapshot;
}

export interface ShelfProduct {
  readonly id: string;
  readonly title: string;
  updatedAt: string;
  readonly items: readonly ShelfItem[];
}

/** What the shop refuses, as its API says it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly items?: readonly string[];
}

interface OrderBody {
  readonly request: QuoteRequest;
  readonly expected_total: number;
  readonly email: string;
}

/** One merchant's shelves and books; every change moves a clock of its own by a second. */
export function createMerchantBooks(
  seed: ShopSeed,
  options: {
    readonly secret: string;
    readonly announcesAtOnce: boolean;
    readonly nextOrderNumber: () => number;
  },
) {
  let instant = Date.UTC(2026, 0, 1);
  const tick = () => new Date((instant += 1_000)).toISOString();
  const openedAt = tick();
  const products = new Map<string, ShelfProduct>(
    seed.products.map(({ id, title, variants }) => [
      id,
      {
        id,
        title,
        updatedAt: openedAt,
        items: variants.map((variant) => ({
          title,
          productId: id,
          digital: false,
          ...variant,
        })),
      },
    ]),
  );
  const deleted: { id: string; at: string }[] = [];
  const orders = new Map<string, ShopOrder>();
  const webhooks: { orderId: string; request: WebhookRequest }[] = [];
  const shelf = () =>
    new Map([...products.values()].flatMap(({ items }) => items.map((item) => [item.id, item] as const)));

  function announce(orderId: string, version: number): void {
    const body = JSON.stringify({ id: `evt_${orderId}_${version}`, order: orderId });
    const signature = createHmac('sha256', options.secret).update(body).digest('hex');
    webhooks.push({
      orderId,
      request: {
        headers: { 'content-type': 'application/json', 'x-shop-signature': signature },
        body: Buffer.from(body),
        receivedAt: new Date(instant),
      },
    });
  }

  function change(order: ShopOrder, changes: Partial<OrderSnapshot>): ShopOrder {
    const version = order.snapshot.version + 1;
    order.snapshot = { ...order.snapshot, ...changes, version, updatedAt: tick() };
    announce(order.snapshot.platformOrderId, version);
    return order;
  }

  function restock(order: ShopOrder, sign: 1 | -1): void {
    const items = shelf();
    for (const { itemId: id, quantity } of order.snapshot.lines) {
      const item = items.get(id);
      if (item !== undefined) item.stock += sign * quantity;
    }
  }

  return {
    seed,
    products,
    deleted,
    orders,
    price: (request: QuoteRequest) => priceRequest(seed, shelf(), request),
    place(key: string, { request, expected_total, email }: OrderBody): ShopOrder | Refusal {
      const items = shelf();
      const short = request.items.filter(({ id, quantity }) => (items.get(id)?.stock ?? 0) < quantity);
      if (short.length > 0) return { status: 409, code: 'out_of_stock', items: short.map(({ id }) => id) };
      const quote = priceRequest(seed, items, request);
      if (quote.total !== expected_total) return { status: 409, code: 'price_changed' };
      const number = options.nextOrderNumber();
      const order: ShopOrder = {
        key,
        email,
        payments: [],
        snapshot: {
          platformOrderId: String(number),
          number: `#${number}`,
          version: 1,
          status: options.announcesAtOnce ? 'confirmed' : 'created',
          paid: false,
          currency: seed.currency,
          total: quote.total,
          lines: request.items.map(({ id, quantity }) => ({ itemId: itemId(id), quantity })),
          shipments: [],
          refunds: [],
          updatedAt: tick(),
        },
      };
      orders.set(order.snapshot.platformOrderId, order);
      restock(order, -1);
      return order;
    },
    pay(order: ShopOrder, payment: { amount: number; reference: string }): ShopOrder | Refusal {
      if (order.snapshot.status === 'canceled') return { status: 409, code: 'order_state' };
      if (payment.amount !== order.snapshot.total) return { status: 409, code: 'amount_mismatch' };
      order.payments.push(payment);
      return change(order, { paid: true, status: 'confirmed' });
    },
    cancel(order: ShopOrder): ShopOrder | Refusal {
      if (order.snapshot.status === 'canceled') return order;
      if (order.snapshot.shipments.length > 0) return { status: 409, code: 'order_state' };
      restock(order, 1);
      return change(order, { status: 'canceled' });
    },
    refund(order: ShopOrder, amount: number): ShopOrder | Refusal {
      const { refunds } = order.snapshot;
      const left = [...refunds.map((refund) => -refund.amount), ...order.payments.map((paid) => paid.amount)];
      if (amount > left.reduce((sum, part) => sum + part, 0))
        return { status: 409, code: 'refund_too_large' };
      const id = `${order.snapshot.platformOrderId}-r${refunds.length + 1}`;
      return change(order, { refunds: [...refunds, { id, amount, items: [], occurredAt: tick() }] });
    },
    ship(order: ShopOrder, parcel: { carrier: string; trackingNumber: string }): void {
      const { platformOrderId, lines } = order.snapshot;
      const shipment = {
        id: `${platformOrderId}-s1`,
        type: 'shipping',
        status: 'shipped',
        items: lines,
      } as const;
      change(order, { status: 'shipped', shipments: [{ ...shipment, ...parcel, occurredAt: tick() }] });
    },
    edit(productId: string): void {
      products.get(productId)!.updatedAt = tick();
    },
    putOnRequest(productId: string): void {
      const product = products.get(productId)!;
      for (const item of product.items) item.onRequest = true;
      product.updatedAt = tick();
    },
    remove(productId: string): void {
      products.delete(productId);
      deleted.push({ id: productId, at: tick() });
    },
    item: (id: string): ShelfItem => shelf().get(id)!,
    webhooksAbout: (orderId: string) =>
      webhooks.filter((webhook) => webhook.orderId === orderId).map(({ request }) => request),
    booked: (): BookedOrder[] =>
      [...orders.values()].map(({ snapshot, email, payments }) => ({
        platformOrderId: snapshot.platformOrderId,
        total: snapshot.total,
        canceled: snapshot.status === 'canceled',
        email,
        lines: snapshot.lines,
        payments,
        refunds: snapshot.refunds.map(({ amount }) => ({ amount })),
      })),
  };
}

export type MerchantBooks = ReturnType<typeof createMerchantBooks>;
