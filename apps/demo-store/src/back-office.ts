import type { WireOrder } from '@acp-hub/store-contract';
import { randomInt, randomUUID } from 'node:crypto';
import { editItem, removeProduct } from './catalogue/edit-shelf';
import { cancelOrder } from './orders/cancel-order';
import { changeOrder } from './orders/change-order';
import { deliverOrder } from './orders/deliver-order';
import { discountOrder } from './orders/discount-order';
import { latestOrders } from './orders/find-orders';
import { amountRefunded, refundOrder } from './orders/refund-order';
import { shipOrder, type Parcel } from './orders/ship-order';
import type { Written } from './orders/write-key';
import type { Result } from './result';
import type { Shop } from './shop';

const ALL_ORDERS = 1_000_000;

/** What the merchant’s own people do. */
export interface BackOffice {
  /** Every order, newest first. */
  orders(): Promise<WireOrder[]>;
  /** @param parcel invented unless given. */
  ship(orderId: string, parcel?: Parcel): Promise<Result<Written>>;
  deliver(orderId: string): Promise<Result<Written>>;
  /** @param amount minor units; absent gives back what is left of the payment. */
  refund(orderId: string, amount?: number): Promise<Result<Written>>;
  /** Lowers what is to be paid by a tenth. */
  discount(orderId: string): Promise<Result<Written>>;
  cancel(orderId: string): Promise<Result<Written>>;
  setStock(itemId: string, stock: number): Promise<void>;
  /** @param price minor units, as the shop shows it. */
  setPrice(itemId: string, price: number): Promise<void>;
  removeProduct(productId: string): Promise<void>;
}

const newTrackingNumber = (): string => `1Z${String(randomInt(1e9)).padStart(9, '0')}`;

export const backOfficeOf = (shop: Shop): BackOffice => ({
  orders: () => latestOrders(shop, ALL_ORDERS),
  ship: (orderId, parcel = { trackingNumber: newTrackingNumber() }) =>
    changeOrder(shop, orderId, (order, now) => shipOrder(order, parcel, now)),
  deliver: (orderId) => changeOrder(shop, orderId, deliverOrder),
  refund: (orderId, amount) =>
    changeOrder(shop, orderId, (order, now) => {
      const rest = (order.payment?.amount ?? 0) - amountRefunded(order);
      const request = { amount: amount ?? rest, items: [], restock: false, reason: 'Refunded by the shop' };
      return refundOrder(order, request, `ref_${randomUUID()}`, now);
    }),
  discount: (orderId) => changeOrder(shop, orderId, discountOrder),
  cancel: (orderId) => changeOrder(shop, orderId, (order) => cancelOrder(order, 'Canceled by the shop')),
  setStock: (itemId, stock) => editItem(shop, itemId, { stock }),
  setPrice: (itemId, price) => editItem(shop, itemId, { price }),
  removeProduct: (productId) => removeProduct(shop, productId),
});
