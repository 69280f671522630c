import { createHmac, timingSafeEqual } from 'node:crypto';
import { itemId, money, type Currency, type OrderSnapshot, type Quote } from '@acp-hub/commerce';
import {
  CONNECTOR_SPEC_VERSION,
  ConnectorError,
  type Connector,
  type ConnectorCapabilities,
  type LeftOut,
  type PlacedOrder,
  type Product,
  type RejectionReason,
  type Store,
} from '@acp-hub/connector';
import { createHttpClient, type HttpRequest } from '@acp-hub/connector-http';
import { z } from 'zod';
import type { ShelfProduct } from './merchant-books';
import type { ShelfItem } from './pricing';

export const configSchema = z.strictObject({
  base_url: z.url(),
  token: z.string().meta({ secret: true }),
  webhook_secret: z.string().meta({ secret: true }),
  currency: z.string().length(3),
});
export type ReferenceConfig = z.infer<typeof configSchema>;

const capabilities: ConnectorCapabilities = {
  placement: 'held',
  orderIdempotency: 'native',
  tax: 'exact',
  stock: 'reserved',
  orderUpdates: 'webhook',
  deletions: 'reported',
  coupons: true,
  refunds: 'partial',
  handOff: true,
};

const toPlaced = (snapshot: OrderSnapshot): PlacedOrder => ({
  platformOrderId: snapshot.platformOrderId,
  ...(snapshot.number !== undefined && { number: snapshot.number }),
  total: money(snapshot.total, snapshot.currency),
  snapshot,
});

function toProduct({ id, title, updatedAt, items }: ShelfProduct, currency: Currency): Product {
  const toVariant = (item: ShelfItem) => ({
    id: itemId(item.id),
    productId: id,
    title,
    price: money(item.price, currency),
    stock: {
      status: item.stock > 0 ? ('in_stock' as const) : ('out_of_stock' as const),
      available: item.stock,
    },
    options: item.size === undefined ? [] : [{ name: 'Size', value: item.size }],
    imageUrls: [],
    requiresShipping: !item.digital,
  });
  const url = `https://shop.example/${id}`;
  const plain = { id, title, description: title, url, categories: [], imageUrls: [], updatedAt };
  return { ...plain, variants: items.map(toVariant) };
}

const isSold = ({ items }: ShelfProduct): boolean => items.every(({ onRequest }) => onRequest !== true);

const leftOutOf = (products: readonly ShelfProduct[]): LeftOut[] =>
  products
    .filter((product) => !isSold(product))
    .map(({ id, title }) => ({ id, title, why: 'its price is told on request' }));

const refusalSchema = z.object({ code: z.string(), items: z.array(z.string()).optional() });

function rejection(status: number, body: unknown): ConnectorError {
  const { code, items = [] } = refusalSchema.parse(body);
  const reasonOf = (): RejectionReason => {
    switch (code) {
      case 'out_of_stock':
        return { code, items: items.map(itemId) };
      case 'order_state':
        return { code, state: 'shipped or canceled' };
      case 'price_changed':
      case 'amount_mismatch':
      case 'order_not_found':
        return { code };
      default:
        return { code: 'other' };
    }
  };
  return new ConnectorError(
    { kind: 'rejected', reason: reasonOf() },
    `The shop refused: ${code}.`,
    'not_applied',
    { status },
  );
}

/** The smallest honest connector: what the suite is tried on before it judges others. */
export function createReferenceConnector(
  declared: Partial<Pick<ConnectorCapabilities, 'placement'>> = {},
): Connector<ReferenceConfig> {
  return {
    specVersion: CONNECTOR_SPEC_VERSION,
    id: 'reference',
    displayName: 'Reference shop',
    configSchema,
    capabilities: { ...capabilities, ...declared },
    connect(config, context): Store {
      const http = createHttpClient({
        ...context,
        name: 'Reference shop',
        baseUrl: config.base_url,
        headers: { authorization: `Bearer ${config.token}` },
        secrets: [config.token, config.webhook_secret],
      });
      const currency = config.currency as Currency;
      async function call<T>(request: HttpRequest): Promise<T> {
        const { status, body } = await http.request(request);
        if (status >= 400) throw rejection(status, body);
        return body as T;
      }
      const read = <T>(path: string, query: HttpRequest['query'] = {}) =>
        call<T>({ method: 'GET', path, query });
      const write = (path: string, idempotencyKey: string, json: unknown = {}) =>
        call<OrderSnapshot>({ method: 'POST', path, idempotencyKey, json });
      const orderPath = (id: string) => `/orders/${encodeURIComponent(id)}`;
      return {
        async check() {
          try {
            const facts = await read<{ name: string; currency: Currency; pricesIncludeTax: boolean }>(
              '/store',
            );
            return { ok: true, facts, findings: [] };
          } catch (error) {
            if (!(error instanceof ConnectorError)) throw error;
            const { message, failure } = error;
            return { ok: false, findings: [{ severity: 'error', code: failure.kind, message }] };
          }
        },
        async listProducts({ cursor, updatedSince }) {
          const page = await read<{ items: ShelfProduct[]; next_cursor?: string; deleted_ids?: string[] }>(
            '/products',
            { cursor, updated_since: updatedSince },
          );
          return {
            items: page.items.filter(isSold).map((product) => toProduct(product, currency)),
            leftOut: leftOutOf(page.items),
            ...(page.next_cursor !== undefined && { nextCursor: page.next_cursor }),
            ...(page.deleted_ids !== undefined && { deletedIds: page.deleted_ids }),
          };
        },
        async getVariants(ids, onLeftOut) {
          const { items } = await read<{ items: ShelfProduct[] }>('/products', { ids: ids.join(',') });
          for (const what of leftOutOf(items)) onLeftOut?.(what);
          return items
            .filter(isSold)
            .flatMap((product) => toProduct(product, currency).variants)
            .filter(({ id }) => ids.includes(id));
        },
        quote: (request) => call<Quote>({ method: 'POST', path: '/quotes', json: request, effect: 'read' }),
        async placeOrder({ idempotencyKey, request, expectedTotal, buyer }) {
          const body = { request, expected_total: expectedTotal.amount, email: buyer.email };
          return toPlaced(await write('/orders', idempotencyKey, body));
        },
        confirmOrder: (id, { idempotencyKey, amount, reference }) =>
          write(`${orderPath(id)}/payment`, idempotencyKey, { amount: amount.amount, reference }),
        async findOrder({ idempotencyKey }) {
          const { items } = await read<{ items: OrderSnapshot[] }>('/orders', { key: idempotencyKey });
          return items[0] && toPlaced(items[0]);
        },
        getOrder: (id) => read(orderPath(id)),
        async listOrders({ updatedSince, cursor }) {
          const page = await read<{ items: OrderSnapshot[]; next_cursor?: string }>('/orders', {
            updated_since: updatedSince,
            cursor,
          });
          return {
            items: page.items,
            ...(page.next_cursor !== undefined && { nextCursor: page.next_cursor }),
          };
        },
        cancelOrder: (id, { idempotencyKey }) => write(`${orderPath(id)}/cancel`, idempotencyKey),
        async refundOrder(id, { idempotencyKey, amount }) {
          const path = `${orderPath(id)}/refunds`;
          const snapshot = await write(path, idempotencyKey, { amount: amount.amount });
          return { platformRefundId: snapshot.refunds.at(-1)!.id, snapshot };
        },
        parseWebhook({ headers, body }) {
          const expected = createHmac('sha256', config.webhook_secret).update(body).digest();
          const given = Buffer.from(headers['x-shop-signature'] ?? '', 'hex');
          if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
          const event = JSON.parse(body.toString()) as { id: string; order: string };
          return { id: event.id, subject: { kind: 'order', platformOrderId: event.order } };
        },
        async handOffUrl(request) {
          const { url } = await call<{ url: string }>({ method: 'POST', path: '/hand-offs', json: request });
          return url;
        },
      };
    },
  };
}
