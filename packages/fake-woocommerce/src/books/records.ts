import type { Json } from '../rest/rest';

export interface Meta {
  readonly id: number;
  readonly key: string | null;
  readonly value: Json;
}

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

export interface Address {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
}

export interface BillingAddress extends Address {
  readonly email: string;
}

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

export interface Order extends OrderItems {
  readonly id: number;
  readonly status: string;
  readonly currency: string;
  readonly created: number;
  readonly modified: number;
  readonly paid: number | null;
  readonly completed: number | null;
  readonly key: string;
  readonly customerId: number;
  readonly billing: BillingAddress;
  readonly shippingAddress: Address;
  readonly paymentMethod: string;
  readonly paymentMethodTitle: string;
  readonly transactionId: string;
  readonly createdVia: string;
  readonly customerNote: string;
  readonly customerIp: string;
  readonly cartHash: string;
  readonly discountTotal: string;
  readonly discountTax: string;
  readonly shippingTotal: string;
  readonly shippingTax: string;
  readonly cartTax: string;
  readonly total: string;
  readonly meta: readonly Meta[];
  readonly pricesIncludeTax: boolean;
  /** Stock was taken for it, and coupons counted. */
  readonly isStockReduced: boolean;
  readonly areCouponsCounted: boolean;
  /** Until then stock is held for it though it was not taken. */
  readonly holdsStockUntil: number | null;
}

export interface Refund extends Pick<OrderItems, 'lines' | 'shipping' | 'fees' | 'taxes'> {
  readonly id: number;
  readonly orderId: number;
  readonly amount: string;
  readonly reason: string;
  readonly refundedPayment: boolean;
  readonly created: number;
  readonly modified: number;
}

export interface Note {
  readonly id: number;
  readonly orderId: number;
  readonly author: string;
  readonly text: string;
  readonly isForCustomer: boolean;
  readonly created: number;
}

export interface Webhook {
  readonly id: number;
  readonly name: string;
  readonly status: 'active' | 'paused' | 'disabled';
  readonly topic: string;
  readonly deliveryUrl: string;
  readonly secret: string;
  readonly failures: number;
  /** A ping that failed is sent again after each delivery. */
  readonly needsPing: boolean;
  readonly created: number;
  readonly modified: number | null;
}

/** A parcel as WooCommerce itself keeps it. */
export interface Fulfilment {
  readonly id: number;
  readonly orderId: number;
  readonly status: string;
  readonly isFulfilled: boolean;
  readonly updated: number;
  readonly deleted: number | null;
  readonly meta: readonly Meta[];
}

export interface CartLine {
  readonly key: string;
  /** Of the product, or the variable product. */
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
  /** `attribute_pa_color` → `black`. */
  readonly variation: Readonly<Record<string, string>>;
}

export interface CartError {
  readonly code: string;
  readonly message: string;
}

export interface Cart {
  readonly id: string;
  readonly lines: readonly CartLine[];
  readonly coupons: readonly string[];
  readonly billing: BillingAddress;
  readonly shippingAddress: Address;
  readonly chosenRate: string | undefined;
  /** The rates it was chosen from. */
  readonly offeredRates: readonly string[];
  readonly orderId: number | undefined;
  /** Of lines that were taken out; said again in every answer. */
  readonly errors: readonly CartError[];
}
