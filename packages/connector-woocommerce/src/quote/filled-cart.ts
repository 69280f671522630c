import type { ItemId } from '@acp-hub/commerce';
import type { RestRefusal } from '../rest/rest-request';
import type { Cart } from '../storefront/cart';

/** A cart that was made to hold a request, as far as the shop let it. */
export interface FilledCart {
  readonly token: string;
  readonly cart: Cart;
  /** Items the shop did not let in, and its words for it. */
  readonly refusedItems: ReadonlyMap<ItemId, RestRefusal>;
  /** Coupons it did not take, as they were sent. */
  readonly refusedCoupons: ReadonlyMap<string, RestRefusal>;
}
