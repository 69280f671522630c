import type { Product } from '@acp-hub/commerce';
import { ConnectorError, type LeftOut } from '@acp-hub/connector';
import type { Shop } from '../../src/catalog/sync-step';
import type { Connection, Connections } from '../../src/connectors/connection';

export const unreachable = () =>
  new ConnectorError({ kind: 'transient' }, 'The shop is down.', 'not_applied');

/** A platform in memory that lists products by id, so many a page, and fails when it is told to. */
export function memoryShop(pageSize = 10) {
  const products = new Map<string, unknown>();
  const state = {
    calls: [] as string[],
    /** Strikes at the call of that number, counted from the next one. */
    failure: undefined as { after: number; error: unknown } | undefined,
    /** Pages a list has at most, as of a platform that loses the rest. */
    mostPages: Number.POSITIVE_INFINITY,
    deletedIds: [] as string[],
    /** Products that its connector cannot read, and why. */
    unreadable: new Map<string, string>(),
    /** Whether it cannot even tell their ids. */
    anonymous: false,
    /** Runs before each page is answered. */
    meanwhile: async (_page: number): Promise<void> => undefined,
  };
  const called = (what: string): void => {
    state.calls.push(what);
    if (state.failure === undefined) return;
    if (state.failure.after === 0) {
      const { error } = state.failure;
      state.failure = undefined;
      throw error;
    }
    state.failure.after -= 1;
  };
  const leftOutOf = (id: string): readonly LeftOut[] => {
    const why = state.unreadable.get(id);
    return why === undefined
      ? []
      : [{ id: state.anonymous ? `nameless ${id}` : id, title: `Title of ${id}`, why }];
  };
  const shop: Shop = {
    async listProducts({ cursor, updatedSince }) {
      called(`list ${cursor ?? ''}`.trim());
      const from = Number(cursor ?? 0);
      await state.meanwhile(from / pageSize);
      const all = [...products.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
      const wanted = all.filter(
        ([, product]) => updatedSince === undefined || (product as Product).updatedAt >= updatedSince,
      );
      const hasMore = wanted.length > from + pageSize && from / pageSize + 1 < state.mostPages;
      const page = wanted.slice(from, from + pageSize);
      return {
        items: page.filter(([id]) => !state.unreadable.has(id)).map(([, product]) => product as Product),
        leftOut: page.flatMap(([id]) => leftOutOf(id)),
        ...(hasMore ? { nextCursor: String(from + pageSize) } : {}),
        ...(cursor === undefined ? { deletedIds: state.deletedIds } : {}),
      };
    },
    async getVariants(ids, onLeftOut) {
      called(`variants ${ids.length}`);
      const wanted = new Set<string>(ids);
      const held = [...products].map(([id, product]) => ({
        id,
        variants: (product as Product).variants ?? [],
      }));
      const asked = held.filter(({ variants }) => variants.some((variant) => wanted.has(variant.id)));
      for (const what of asked.flatMap(({ id }) => leftOutOf(id))) onLeftOut?.(what);
      return asked
        .filter(({ id }) => !state.unreadable.has(id))
        .flatMap(({ variants }) => variants)
        .filter(({ id }) => wanted.has(id));
    },
  };
  const connections: Connections = {
    open: async (tenantId, connectionId) =>
      ({
        tenantId,
        connectionId,
        mode: 'test',
        platform: { id: 'memory', store: shop },
      }) as unknown as Connection,
  };
  return {
    shop,
    connections,
    state,
    put: (...some: readonly (Product | { readonly id: string })[]) => {
      for (const product of some) products.set(product.id, product);
    },
    remove: (...ids: readonly string[]) => ids.forEach((id) => products.delete(id)),
  };
}
