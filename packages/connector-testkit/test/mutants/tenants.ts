import type { Store } from '@acp-hub/connector';
import type { ReferenceConfig } from '../reference/reference-connector';
import { inStore, misreporting, type Mutant } from './mutant';

/** Lets a store ask those of other merchants on the same server, as one process-wide cache would. */
const leaking = (leak: (store: Store, neighbours: () => readonly Store[]) => Partial<Store>) => {
  const opened = new Map<string, Store[]>();
  return inStore((store: Store, { base_url: server }: ReferenceConfig) => {
    const stores = opened.get(server) ?? [];
    opened.set(server, [...stores, store]);
    return leak(store, () => (opened.get(server) ?? []).filter((other) => other !== store));
  });
};

export const twoTenantsMutants: readonly Mutant[] = [
  {
    does: 'leaks another tenant’s product',
    caughtBy: 'tenants.catalogue_apart',
    mutate: leaking(({ getVariants }, neighbours) => ({
      async getVariants(ids, onLeftOut) {
        const all = [getVariants(ids, onLeftOut), ...neighbours().map((other) => other.getVariants(ids))];
        return (await Promise.all(all)).flat();
      },
    })),
  },
  {
    does: 'sells another tenant’s product',
    caughtBy: 'tenants.quote_apart',
    mutate: leaking(({ quote }, neighbours) => ({
      async quote(request, reference) {
        const own = await quote(request, reference);
        const items = request.items.filter(({ id }) => own.unknownItems.includes(id));
        if (items.length === 0) return own;
        const foreign = await Promise.all(neighbours().map((other) => other.quote({ ...request, items })));
        return { ...own, lines: [...own.lines, ...foreign.flatMap(({ lines }) => lines)] };
      },
    })),
  },
  {
    does: 'reads another tenant’s order',
    caughtBy: 'tenants.orders_apart',
    mutate: leaking(({ getOrder }, neighbours) => ({
      getOrder: (id) => misreporting(getOrder(id), (error) => neighbours()[0]?.getOrder(id) ?? error),
    })),
  },
];
