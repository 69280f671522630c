import type { Currency } from '@acp-hub/commerce';
import type { StoreInfo, WireAddress } from '@acp-hub/store-contract';
import type { ProductSeed } from './catalogue/product-seed';
import type { Coupon } from './pricing/coupon';
import type { CollectionPoint, DeliveryZone } from './pricing/delivery';
import type { TaxTable } from './pricing/tax';

/** Everything about a shop that its keeper decided, as opposed to what its books say. */
export interface Merchant {
  /** The first part of every path: `/{slug}/…`. */
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  /** Hue of the shop’s colour, 0–359. */
  readonly hue: number;
  /** Two letters in front of every order number. */
  readonly orderPrefix: string;
  readonly taxes: TaxTable;
  readonly zones: readonly DeliveryZone[];
  readonly collectionPoints: readonly CollectionPoint[];
  readonly coupons: readonly Coupon[];
  readonly products: readonly ProductSeed[];
  readonly support: NonNullable<StoreInfo['support']>;
  readonly showcase: Showcase;
}

/** What to try: ids and an address that show one thing each. */
export interface Showcase {
  readonly items: {
    readonly in_stock: string;
    readonly limited: string;
    readonly out_of_stock: string;
    readonly digital: string;
    readonly variant: string;
  };
  readonly coupons: { readonly valid: string; readonly expired: string; readonly minimum: string };
  /** Taxed, with at least two ways to deliver. */
  readonly address: WireAddress;
}
