/** The shapes of ACP's feed (schema.feed.json of 2026-04-17), as much of them as a catalogue fills. */
export interface WirePrice {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface WireMedia {
  readonly type: 'image';
  readonly url: string;
}

export interface WireVariant {
  readonly id: string;
  readonly title: string;
  readonly description?: { readonly plain: string };
  readonly url?: string;
  readonly barcodes?: readonly { readonly type: string; readonly value: string }[];
  readonly price?: WirePrice;
  readonly list_price?: WirePrice;
  readonly availability?: { readonly available: boolean; readonly status: string };
  readonly categories?: readonly { readonly value: string; readonly taxonomy: string }[];
  readonly condition?: readonly string[];
  readonly variant_options?: readonly { readonly name: string; readonly value: string }[];
  readonly media?: readonly WireMedia[];
  readonly seller?: {
    readonly name: string;
    readonly links?: readonly { readonly type: string; readonly url: string; readonly title?: string }[];
  };
}

export interface WireProduct {
  readonly id: string;
  readonly title?: string;
  readonly description?: { readonly plain: string };
  readonly url?: string;
  readonly media?: readonly WireMedia[];
  readonly variants: readonly WireVariant[];
}

/** `metadata.json` beside `products.jsonl`. */
export interface WireFeedMetadata {
  readonly id: string;
  readonly target_country?: string;
  /** RFC 3339. */
  readonly updated_at?: string;
}
