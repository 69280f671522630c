import { createHash } from 'node:crypto';
import type { OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError, type Store } from '@acp-hub/connector';
import type { Connection, Connections } from '../../src/connectors/connection';

/** How the store signs what it reports. */
export const signatureOf = (body: string | Buffer): string => createHash('sha256').update(body).digest('hex');

/** A store that only has orders, kept in memory; whoever asks for more fails. */
export function memoryConnections() {
  const snapshots = new Map<string, OrderSnapshot>();
  const state = { failure: undefined as ConnectorError | undefined, lookedUp: 0, listed: [] as string[] };
  const orderStore: Pick<Store, 'getOrder' | 'listOrders' | 'parseWebhook'> = {
    async getOrder(id) {
      state.lookedUp += 1;
      if (state.failure) throw state.failure;
      const snapshot = snapshots.get(id);
      if (snapshot) return snapshot;
      throw new ConnectorError(
        { kind: 'rejected', reason: { code: 'order_not_found' } },
        'no such order',
        'not_applied',
      );
    },
    /** One order a page. */
    async listOrders({ updatedSince, cursor }) {
      state.listed.push(updatedSince);
      if (state.failure) throw state.failure;
      const all = [...snapshots.values()].filter(({ updatedAt }) => updatedAt >= updatedSince);
      const index = Number(cursor ?? 0);
      return {
        items: all.slice(index, index + 1),
        ...(index + 1 < all.length ? { nextCursor: String(index + 1) } : {}),
      };
    },
    parseWebhook({ headers, body }) {
      if (headers['x-signature'] !== signatureOf(body)) return undefined;
      return JSON.parse(body.toString());
    },
  };
  const connections: Connections = {
    open: async (tenantId, connectionId) =>
      ({
        tenantId,
        connectionId,
        mode: 'test',
        platform: { id: 'memory', store: orderStore },
      }) as unknown as Connection,
  };
  return { connections, snapshots, state, store: orderStore };
}
