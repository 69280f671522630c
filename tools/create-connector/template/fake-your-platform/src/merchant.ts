/** A product as the API shows it. */
export interface FakeProduct {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** RFC 3339 UTC. */
  readonly updated_at: string;
  readonly variants: readonly FakeVariant[];
}

export interface FakeVariant {
  readonly id: string;
  /** A decimal in the merchant's currency, e.g. `19.99`; empty where it is told on request. */
  readonly price: string;
  readonly stock: number;
  /** Needs no shipping. */
  readonly digital: boolean;
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

/** A merchant of the platform, and what the shelves hold when the fake starts. */
export interface FakeMerchant {
  /** The credential by which the API knows the merchant. */
  readonly token: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly products: readonly FakeProduct[];
}
