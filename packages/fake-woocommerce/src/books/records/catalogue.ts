import type { Meta } from './meta';

export interface ParentAttribute {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly visible: boolean;
  readonly variation: boolean;
  readonly options: readonly string[];
}

export interface ChosenAttribute {
  readonly id: number;
  readonly name: string;
  /** `pa_color` or `size`. */
  readonly slug: string;
  readonly option: string;
}

export type ProductType = 'simple' | 'variable' | 'grouped' | 'external' | 'variation';

export type StockStatus = 'instock' | 'outofstock' | 'onbackorder';

/** A product or a variation. Prices are decimal strings as entered, times milliseconds. */
export interface Product {
  readonly id: number;
  readonly parentId: number;
  readonly type: ProductType;
  readonly status: string;
  readonly name: string;
  readonly slug: string;
  readonly sku: string;
  readonly gtin: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly regularPrice: string;
  readonly salePrice: string;
  readonly saleFrom: number | null;
  readonly saleTo: number | null;
  readonly managesStock: boolean;
  readonly stock: number | null;
  readonly stockStatus: StockStatus;
  readonly backorders: 'no' | 'notify' | 'yes';
  readonly lowStockAmount: number | null;
  readonly soldIndividually: boolean;
  readonly virtual: boolean;
  readonly downloadable: boolean;
  readonly taxStatus: string;
  readonly taxClass: string;
  readonly weight: string;
  readonly visibility: string;
  readonly featured: boolean;
  readonly image: string | undefined;
  readonly brands: readonly string[];
  /** By their ids. */
  readonly categories: readonly number[];
  readonly attributes: readonly ParentAttribute[];
  readonly chosen: readonly ChosenAttribute[];
  readonly groupedProducts: readonly number[];
  readonly externalUrl: string;
  readonly buttonText: string;
  readonly meta: readonly Meta[];
  readonly totalSales: number;
  readonly menuOrder: number;
  readonly created: number;
  readonly modified: number;
}

export interface Coupon {
  readonly id: number;
  readonly code: string;
  readonly type: 'percent' | 'fixed_cart' | 'fixed_product';
  readonly amount: string;
  readonly description: string;
  readonly expires: number | null;
  readonly usageCount: number;
  readonly usageLimit: number | null;
  readonly minimum: string;
  readonly maximum: string;
  readonly freeShipping: boolean;
  readonly individualUse: boolean;
  readonly excludesSaleItems: boolean;
  readonly productIds: readonly number[];
  readonly usedBy: readonly string[];
  readonly created: number;
  readonly modified: number;
}
