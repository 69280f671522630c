import type { Attribute, Condition, Dimensions, Money, Stock, Weight } from '@acp-hub/commerce';

/** One variant as every feed is made from it: the merchant's mapping applied, texts plain, nothing cut yet. */
export interface FeedItem {
  readonly id: string;
  /** The product's; agents group variants by it. */
  readonly groupId: string;
  readonly groupTitle: string;
  readonly hasSiblings: boolean;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** The variant's own pictures first, then the product's. */
  readonly imageUrls: readonly string[];
  readonly brand?: string;
  readonly sku?: string;
  readonly gtin?: string;
  readonly mpn?: string;
  readonly price: Money;
  readonly salePrice?: Money;
  readonly salePriceFrom?: string;
  readonly salePriceUntil?: string;
  /** Whether the sale price holds at the moment of the feed. */
  readonly isOnSale: boolean;
  readonly stock: Stock;
  readonly availableFrom?: string;
  readonly condition?: Condition;
  readonly categories: readonly string[];
  /** Paths of other categories it stands in. */
  readonly furtherCategories?: readonly (readonly string[])[];
  /** By the merchant's category map. */
  readonly googleCategory?: string;
  readonly options: readonly Attribute[];
  readonly color?: string;
  readonly size?: string;
  readonly material?: string;
  readonly gender?: string;
  readonly ageGroup?: string;
  readonly weight?: Weight;
  readonly dimensions?: Dimensions;
  readonly isDigital?: boolean;
  readonly requiresShipping: boolean;
  /** Why the merchant's own rules keep it out. */
  readonly excludedBecause?: string;
}
