import type { Variant } from '@acp-hub/commerce';
import type { LeftOut } from '@acp-hub/connector';
import { rejectedBy } from './left-out';
import type { RejectedProduct, UnseenProduct } from './ports';
import type { Shop } from './sync-step';

export interface VariantsNow {
  readonly variants: readonly Variant[];
  /** Products that are there and cannot be read. */
  readonly rejected: readonly RejectedProduct[];
  /** Whether the product has no variant that the platform still knows, nor is it there unread. */
  readonly isGone: (product: UnseenProduct) => boolean;
  /** Whether nothing can be said of the product: it may be there, unread. */
  readonly isUnread: (product: UnseenProduct) => boolean;
}

/** Asks the platform for the variants of products as they are now. */
export async function askVariants(shop: Shop, products: readonly UnseenProduct[]): Promise<VariantsNow> {
  const ids = products.flatMap(({ itemIds }) => itemIds);
  const leftOut: LeftOut[] = [];
  const variants = ids.length === 0 ? [] : await shop.getVariants(ids, (what) => void leftOut.push(what));
  const known = new Set<string>(variants.map(({ id }) => id));
  const unread = new Set(leftOut.flatMap(({ id, productId }) => [id, productId ?? id]));
  const named = new Set<string>(products.flatMap(({ productId, itemIds }) => [productId, ...itemIds]));
  // What cannot be told whose it is may be any of them.
  const isAnybodys = leftOut.some(({ id, productId = id }) => !named.has(id) && !named.has(productId));
  const isKnown = ({ itemIds }: UnseenProduct) => itemIds.some((id) => known.has(id));
  const isUnread = (product: UnseenProduct): boolean =>
    !isKnown(product) &&
    (isAnybodys || unread.has(product.productId) || product.itemIds.some((id) => unread.has(id)));
  return {
    variants,
    rejected: rejectedBy(leftOut.filter(({ id, productId = id }) => named.has(productId) || named.has(id))),
    isUnread,
    isGone: (product) => !isKnown(product) && !isUnread(product),
  };
}

/** What is asked about a product that is stored. */
export const askedOf = ({
  id,
  variants,
}: {
  readonly id: string;
  readonly variants: readonly Pick<Variant, 'id'>[];
}): UnseenProduct => ({ productId: id, itemIds: variants.map((variant) => variant.id) });
