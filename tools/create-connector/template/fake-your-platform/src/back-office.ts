import type { FakeServer } from '@acp-hub/fake-kit';
import type { FakeMerchant, FakeProduct, FakeVariant } from './merchant';

/** What the merchant does at the platform, past its API. */
export interface BackOffice {
  readonly merchant: FakeMerchant;
  /** In the order in which they were put up for sale. */
  products(): readonly FakeProduct[];
  changeVariant(id: string, change: Partial<Pick<FakeVariant, 'price' | 'stock'>>): void;
  /** Saves the product once more, which moves its `updated_at`. */
  saveProduct(id: string): void;
  deleteProduct(id: string): void;
}

export function openBackOffice(merchant: FakeMerchant, { state, clock }: FakeServer): BackOffice {
  const shelf = state.collection<FakeProduct>(`products of ${merchant.token}`);
  for (const product of merchant.products) shelf.set(product.id, product);
  const save = (product: FakeProduct) =>
    shelf.set(product.id, { ...product, updated_at: clock.now().toISOString() });
  return {
    merchant,
    products: () => [...shelf.values()],
    changeVariant(id, change) {
      for (const product of shelf.values()) {
        if (!product.variants.some((variant) => variant.id === id)) continue;
        const changed = product.variants.map((variant) =>
          variant.id === id ? { ...variant, ...change } : variant,
        );
        save({ ...product, variants: changed });
      }
    },
    saveProduct(id) {
      const product = shelf.get(id);
      if (product === undefined) throw new Error(`There is no product ${id} to save.`);
      save(product);
    },
    deleteProduct: (id) => shelf.delete(id),
  };
}
