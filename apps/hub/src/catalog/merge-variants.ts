import type { Product, Variant } from '@acp-hub/commerce';
import { isPlausibleLoss } from './plausible';

const SOLD_OUT = { status: 'out_of_stock', available: 0 } as const;

/**
 * Products with the price and stock that their platform tells of their variants now. A variant that it does not know
 * any more cannot be bought; that the product itself is gone is for a full run to find. Where more are unknown than is
 * plausible, they stay as they were.
 */
export function mergeVariants(products: readonly Product[], fresh: readonly Variant[]): readonly Product[] {
  const byId = new Map<string, Variant>();
  // The first wins where the platform has an id twice, as the first product that has it is the one that is kept.
  for (const variant of fresh) if (!byId.has(variant.id)) byId.set(variant.id, variant);
  const byOwner = new Map(fresh.map((variant) => [ownedId(variant), variant]));
  const all = products.flatMap(({ variants }) => variants);
  const believesMissing = isPlausibleLoss(all.filter(({ id }) => !byId.has(id)).length, all.length);
  return products.map((product) => ({
    ...product,
    variants: product.variants.map((stored) => {
      const now = byOwner.get(ownedId(stored)) ?? byId.get(stored.id);
      if (now !== undefined) return withPriceAndStock(stored, now);
      return believesMissing ? { ...stored, stock: SOLD_OUT } : stored;
    }),
  }));
}

const ownedId = ({ productId, id }: Variant): string => `${productId}\u0000${id}`;

function withPriceAndStock(stored: Variant, now: Variant): Variant {
  const {
    salePrice: _price,
    salePriceFrom: _from,
    salePriceUntil: _until,
    availableFrom: _available,
    ...lasting
  } = stored;
  return {
    ...lasting,
    price: now.price,
    stock: now.stock,
    ...(now.salePrice === undefined ? {} : { salePrice: now.salePrice }),
    ...(now.salePriceFrom === undefined ? {} : { salePriceFrom: now.salePriceFrom }),
    ...(now.salePriceUntil === undefined ? {} : { salePriceUntil: now.salePriceUntil }),
    ...(now.availableFrom === undefined ? {} : { availableFrom: now.availableFrom }),
  };
}
