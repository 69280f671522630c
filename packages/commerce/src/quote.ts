import type { Address, Buyer } from './buyer';
import type { Currency } from './currency';
import type { ItemId, OptionId } from './ids';
import type { DiscountRejection, Message } from './message';

/** What a store is asked to price. Complete in itself: any store can answer it without an earlier quote. */
export interface QuoteRequest {
  readonly items: readonly ItemRequest[];
  readonly currency: Currency;
  readonly coupons: readonly string[];
  readonly buyer?: Pick<Buyer, 'firstName' | 'lastName' | 'fullName' | 'email' | 'phoneNumber'>;
  readonly address?: Address;
  /** The option the buyer chose; absent lets the store apply its default. */
  readonly option?: OptionId;
  readonly locale?: string;
}

export interface ItemRequest {
  readonly id: ItemId;
  /** A positive integer. */
  readonly quantity: number;
}

/** A store's binding answer. All amounts are integer minor units of `currency`. */
export interface Quote {
  readonly currency: Currency;
  /** Known items in the order asked for; what the store does not know stands in `unknownItems`. */
  readonly lines: readonly QuoteLine[];
  readonly unknownItems: readonly ItemId[];
  readonly options: readonly FulfillmentOption[];
  /** The option the amounts below include; absent when nothing is to be delivered or none is chosen yet. */
  readonly chosenOption?: OptionId;
  /** The option the store would choose by itself, if it has a preference. */
  readonly defaultOption?: OptionId;
  readonly appliedDiscounts: readonly AppliedDiscount[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
  /** Discount net of tax that stands in no line and no option, positive. */
  readonly orderDiscount: number;
  readonly fees: readonly Fee[];
  /** Whether the store shows gross prices; `unitAmount` and option prices are displayed accordingly. */
  readonly pricesIncludeTax: boolean;
  /** What the buyer pays with the chosen option; the sum of the parts, as the platform computed it. */
  readonly total: number;
  readonly addressRequired: boolean;
  readonly messages: readonly Message[];
  /** The store's handle (cart id, cart token, quote id): a cache, never needed to quote again. */
  readonly reference?: string;
  /** RFC 3339 UTC. */
  readonly expiresAt?: string;
}

/** One item priced. Net amounts with tax beside them: base − discount + tax = what the buyer pays for the line. */
export interface QuoteLine {
  readonly item: ItemDetails;
  readonly quantity: number;
  /** Price of one as the store shows it (gross where it shows gross prices), before discounts. */
  readonly unitAmount: number;
  readonly base: number;
  readonly discount: number;
  readonly tax: number;
  readonly stock: Stock;
  /** False for downloads and services. */
  readonly requiresShipping: boolean;
}

export interface ItemDetails {
  readonly id: ItemId;
  readonly productId?: string;
  readonly sku?: string;
  readonly title: string;
  readonly description?: string;
  readonly url?: string;
  readonly imageUrls: readonly string[];
  /** e.g. `{name: 'Size', value: 'M'}` */
  readonly variantOptions: readonly { readonly name: string; readonly value: string }[];
}

export interface Stock {
  readonly status: 'in_stock' | 'low_stock' | 'out_of_stock' | 'backorder' | 'pre_order';
  /** Units that can still be bought, where the store says. */
  readonly available?: number;
}

interface OptionBody {
  readonly id: OptionId;
  readonly title: string;
  readonly description?: string;
  /** Net of tax and of the option's own discount. */
  readonly net: number;
  readonly tax: number;
}

export type FulfillmentOption =
  | (OptionBody & {
      readonly type: 'shipping';
      readonly carrier?: string;
      readonly earliestDelivery?: string;
      readonly latestDelivery?: string;
    })
  | (OptionBody & { readonly type: 'digital' })
  | (OptionBody & {
      readonly type: 'pickup';
      readonly location: {
        readonly name: string;
        readonly address: Address;
        readonly phone?: string;
        readonly instructions?: string;
      };
      readonly pickupType?: 'in_store' | 'curbside' | 'locker';
      readonly readyBy?: string;
      readonly pickupBy?: string;
    })
  | (OptionBody & {
      readonly type: 'local_delivery';
      readonly deliveryWindow?: { readonly start: string; readonly end: string };
      readonly serviceArea?: { readonly radiusMiles?: number; readonly centerPostalCode?: string };
    });

export interface AppliedDiscount {
  /** The coupon's code; absent for automatic promotions. */
  readonly code?: string;
  readonly name: string;
  /** Net of tax, positive; equals the sum of the allocations. */
  readonly amount: number;
  readonly automatic: boolean;
  readonly percentOff?: number;
  readonly allocations: readonly DiscountAllocation[];
}

export interface DiscountAllocation {
  /** What the part was taken off; `order` is `Quote.orderDiscount`. */
  readonly target:
    | { readonly kind: 'item'; readonly item: ItemId }
    | { readonly kind: 'fulfillment' }
    | { readonly kind: 'order' };
  readonly amount: number;
}

export interface RejectedDiscount {
  readonly code: string;
  readonly reason: DiscountRejection;
  readonly message?: string;
}

/** A surcharge of the store (payment fee, small-order fee), net with tax beside it. */
export interface Fee {
  readonly title: string;
  readonly net: number;
  readonly tax: number;
}
