import type { MerchantProfile, Order } from '@acp-hub/commerce';
import { hashPageToken } from './order-page-links';
import type { Orders } from './ports';

/** What the page behind `permalink_url` shows: nothing of the buyer. */
export interface OrderPage {
  readonly order: Order;
  readonly merchant: MerchantProfile;
}

/** Finds the order whose page a buyer opened. */
export class GetOrderPage {
  constructor(private readonly orders: Orders) {}

  async execute(token: string): Promise<OrderPage | undefined> {
    const stored = await this.orders.findByPageToken(hashPageToken(token));
    return stored && { order: stored.order, merchant: stored.merchant };
  }
}
