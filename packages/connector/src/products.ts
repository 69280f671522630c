/** A connector speaks of the catalogue in the domain's own terms. */
export type { Product, Variant } from '@acp-hub/commerce';

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
  /** Ids of products gone since `updatedSince`, where the platform tells. */
  readonly deletedIds?: readonly string[];
  /** What of this page's cannot be sold, and so is in no item: a product without a price, a variant left undefined. */
  readonly leftOut?: readonly LeftOut[];
}

export interface LeftOut {
  /** The platform's, of a product or a variant. */
  readonly id: string;
  /** Of the product that a variant belongs to. */
  readonly productId?: string;
  readonly title?: string;
  /** For the merchant, e.g. `it has no price`. */
  readonly why: string;
}
