import type { ItemId, Money, Stock } from '@acp-hub/commerce';

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
  /** Ids of products gone since `updatedSince`, where the platform tells. */
  readonly deletedIds?: readonly string[];
}

export interface Product {
  readonly id: string;
  readonly title: string;
  /** Plain text; markup ends in the connector. */
  readonly description: string;
  readonly url: string;
  readonly brand?: string;
  readonly categories: readonly string[];
  readonly imageUrls: readonly string[];
  readonly updatedAt: string;
  readonly variants: readonly Variant[];
}

/** What can be put into a checkout; a product without choices has one. */
export interface Variant {
  readonly id: ItemId;
  readonly productId: string;
  readonly title: string;
  readonly sku?: string;
  readonly gtin?: string;
  readonly mpn?: string;
  /** As the store shows it, before any sale. */
  readonly price: Money;
  readonly salePrice?: Money;
  readonly stock: Stock;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly imageUrls: readonly string[];
  readonly requiresShipping: boolean;
  readonly url?: string;
}
