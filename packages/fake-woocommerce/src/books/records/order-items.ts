import type { Meta } from './meta';

/** Tax by id of the rate; decimal strings that are not rounded for display. */
export interface LineTax {
  readonly id: number;
  readonly total: string;
  readonly subtotal: string;
}

export interface OrderLine {
  readonly id: number;
  readonly name: string;
  readonly parentName: string | null;
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
  readonly taxClass: string;
  readonly isTaxable: boolean;
  readonly subtotal: string;
  readonly subtotalTax: string;
  readonly total: string;
  readonly totalTax: string;
  readonly taxes: readonly LineTax[];
  readonly meta: readonly Meta[];
}

export interface ShippingLine {
  readonly id: number;
  readonly title: string;
  readonly methodId: string;
  readonly instanceId: string;
  readonly total: string;
  readonly totalTax: string;
  readonly taxes: readonly LineTax[];
  readonly isTaxable: boolean;
  readonly meta: readonly Meta[];
}

export interface FeeLine {
  readonly id: number;
  readonly name: string;
  readonly total: string;
  readonly totalTax: string;
  readonly taxStatus: 'taxable' | 'none';
  readonly taxClass: string;
  readonly taxes: readonly LineTax[];
  readonly meta: readonly Meta[];
}

export interface TaxLine {
  readonly id: number;
  readonly rateId: number;
  readonly code: string;
  readonly label: string;
  readonly percent: number;
  readonly compound: boolean;
  readonly taxTotal: string;
  readonly shippingTaxTotal: string;
}

export interface CouponLine {
  readonly id: number;
  readonly code: string;
  readonly discount: string;
  readonly discountTax: string;
  readonly meta: readonly Meta[];
}

export interface OrderItems {
  readonly lines: readonly OrderLine[];
  readonly shipping: readonly ShippingLine[];
  readonly fees: readonly FeeLine[];
  readonly taxes: readonly TaxLine[];
  readonly coupons: readonly CouponLine[];
}
