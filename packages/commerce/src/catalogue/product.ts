import type { Attribute } from './attribute';
import type { Variant } from './variant';

/** A product as its merchant sells it, whatever the platform behind and the feed in front. */
export interface Product {
  /** The platform's own, stable, unique in a store. */
  readonly id: string;
  readonly title: string;
  /** Plain text; markup ends in the connector. */
  readonly description: string;
  /** The product's page in the merchant's shop. */
  readonly url: string;
  readonly brand?: string;
  /** The path of the main category, from wide to narrow. */
  readonly categories: readonly string[];
  /** Paths of further categories the product stands in, each from wide to narrow. */
  readonly furtherCategories?: readonly (readonly string[])[];
  /** The main picture first. */
  readonly imageUrls: readonly string[];
  /** BCP 47, e.g. `de` or `pt-BR`; what the texts are written in. */
  readonly language?: string;
  /** What holds for every variant. */
  readonly attributes?: readonly Attribute[];
  /** RFC 3339 UTC. */
  readonly updatedAt: string;
  /** At least one; their order is the merchant's. */
  readonly variants: readonly Variant[];
}
