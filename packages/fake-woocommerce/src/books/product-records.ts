import type { Collection } from '@acp-hub/fake-kit';
import type { Product } from './records/catalogue';

/** Products, and which of them are variations of which, so that nobody looks through all of a large catalogue. */
export interface ProductRecords extends Collection<Product> {
  /** In no order. */
  variationsOf(parentId: number): readonly Product[];
}

export function productRecords(records: Collection<Product>): ProductRecords {
  const idsByParent = new Map<number, Set<string>>();
  const note = (id: string, { type, parentId }: Product): void => {
    if (type !== 'variation') return;
    const known = idsByParent.get(parentId);
    if (known === undefined) idsByParent.set(parentId, new Set([id]));
    else known.add(id);
  };
  for (const product of records.values()) note(String(product.id), product);
  return {
    get: (id) => records.get(id),
    values: () => records.values(),
    set(id, product) {
      records.set(id, product);
      note(id, product);
    },
    delete(id) {
      idsByParent.get(records.get(id)?.parentId ?? 0)?.delete(id);
      records.delete(id);
    },
    variationsOf: (parentId) => [...(idsByParent.get(parentId) ?? [])].flatMap((id) => records.get(id) ?? []),
  };
}
