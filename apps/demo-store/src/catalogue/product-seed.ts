import type { TaxClass } from '../pricing/tax';

/** A product as its merchant first lists it; price and stock live on in the books. */
export interface ProductSeed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly brand?: string;
  readonly categories: readonly string[];
  readonly taxClass: TaxClass;
  readonly digital?: boolean;
  /** Nobody has photographed it yet. */
  readonly hasNoPicture?: boolean;
  /** By name, e.g. `{ Material: 'Merino wool' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly variants: readonly VariantSeed[];
}

export interface VariantSeed {
  /** Also the SKU. */
  readonly id: string;
  readonly gtin?: string;
  /** By name, e.g. `{ Size: 'M' }`; empty for a product without choices. */
  readonly options: Readonly<Record<string, string>>;
  /** Integer minor units, as the shop shows it; 0: on request, and so not for sale by itself. */
  readonly price: number;
  readonly salePrice?: number;
  /** Units in the warehouse; `unlimited` for downloads. */
  readonly stock: number | 'unlimited';
}
