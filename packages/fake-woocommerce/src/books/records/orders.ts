import type { Address, BillingAddress } from './addresses';
import type { OrderItems } from './order-items';
import type { Meta } from './meta';

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
