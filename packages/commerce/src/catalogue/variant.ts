import type { ItemId } from '../ids';
import type { Money } from '../money';
import type { Stock } from '../quote';
import type { Attribute } from './attribute';
import type { Dimensions, Weight } from './measures';

export const conditions = ['new', 'refurbished', 'used'] as const;

export type Condition = (typeof conditions)[number];

/** What can be put into a checkout; a product without choices has one. */
export interface Variant {
  /** The same string in feeds, checkouts and orders. */
  readonly id: ItemId;
  readonly productId: string;
  readonly title: string;
  /** Plain text; absent where the product's holds. */
  readonly description?: string;
  readonly sku?: string;
  readonly gtin?: string;
  readonly mpn?: string;
  /** As the store shows it, before any sale, in the currency the platform gives. */
  readonly price: Money;
  readonly salePrice?: Money;
  /** RFC 3339: the sale price holds from then on; absent: it holds already. */
  readonly salePriceFrom?: string;
  /** RFC 3339: the sale price holds until then; absent: until further notice. */
  readonly salePriceUntil?: string;
  readonly stock: Stock;
  /** RFC 3339: when what is ordered ahead or out of stock will be there. */
  readonly availableFrom?: string;
  /** What sets the variant apart from its siblings, e.g. `{name: 'Size', value: 'M'}`. */
  readonly options: readonly Attribute[];
  readonly attributes?: readonly Attribute[];
  readonly condition?: Condition;
  readonly weight?: Weight;
  readonly dimensions?: Dimensions;
  readonly imageUrls: readonly string[];
  readonly requiresShipping: boolean;
  /** A download, licence or other good that is never shipped; a service is neither shipped nor digital. */
  readonly isDigital?: boolean;
  readonly url?: string;
}
