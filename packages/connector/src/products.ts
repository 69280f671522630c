/** A connector speaks of the catalogue in the domain's own terms. */
export type { Product, Variant } from '@acp-hub/commerce';

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
  /** Ids of products gone since `updatedSince`, where the platform tells. */
  readonly deletedIds?: readonly string[];
}
