import type { Address, Currency, ItemId, QuoteRequest } from '@acp-hub/commerce';

/** Something sold, as the shop was seeded with it. */
export interface ItemFact {
  readonly id: ItemId;
  readonly productId: string;
  /** Integer minor units, as the shop shows it. */
  readonly price: number;
}

/** A request and what the shop must ask for it, worked out by hand or recorded from the real platform. */
export interface PriceExample {
  readonly request: QuoteRequest;
  /** In the order of the request. Integer minor units, net with tax beside it. */
  readonly lines: readonly { readonly base: number; readonly discount: number; readonly tax: number }[];
  readonly total: number;
}

/** What the suite may take for true of a freshly started shop. */
export interface Facts {
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  /** All products of the first tenant: more than fit on one page of `listProducts`. */
  readonly productIds: readonly string[];
  readonly items: {
    /** Needs shipping, at least 100 units. */
    readonly inStock: ItemFact;
    /** Another of that kind. */
    readonly second: ItemFact;
    /** Needs shipping; at least one unit, at most 20. */
    readonly limited: ItemFact & { readonly available: number };
    readonly outOfStock: ItemFact;
    /** Needs no shipping; always available. */
    readonly digital: ItemFact;
    /** One of several variants of its product. */
    readonly variant: ItemFact & {
      readonly options: readonly { readonly name: string; readonly value: string }[];
    };
  };
  /** Sold by the second tenant alone; needs shipping, in stock. */
  readonly foreignItem: ItemFact;
  /** Looks like an id of this shop and never was one. */
  readonly unknownItem: ItemId;
  /** Needed where the connector declares coupons; `minimum` asks for more than one `inStock` costs. */
  readonly coupons?: { readonly valid: string; readonly expired: string; readonly minimum: string };
  readonly addresses: {
    /** Tax applies, and there are at least two options to choose from. */
    readonly taxed: Address;
    readonly notServed: Address;
  };
  /**
   * At least one without a coupon; where coupons are declared, one with `coupons.valid`. Choose quantities
   * whose tax does not come out even, so that rounding shows.
   */
  readonly examples: readonly PriceExample[];
  /** A currency the shop does not sell in. */
  readonly otherCurrency: Currency;
}
