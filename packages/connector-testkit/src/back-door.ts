import type { ItemId } from '@acp-hub/commerce';
import type { WebhookRequest } from '@acp-hub/connector';

/** An order as it stands in the platform's own books. Integer minor units. */
export interface BookedOrder {
  readonly platformOrderId: string;
  readonly total: number;
  readonly canceled: boolean;
  readonly email: string;
  readonly lines: readonly { readonly itemId: ItemId; readonly quantity: number }[];
  readonly payments: readonly { readonly amount: number; readonly reference: string }[];
  readonly refunds: readonly { readonly amount: number }[];
}

export type Write = 'place' | 'confirm' | 'cancel' | 'refund';

/** What can go wrong with the platform; it strikes every request until it is healed. */
export type Fault =
  /** Connections are refused. */
  | { readonly kind: 'refuse' }
  /** Takes the request, does nothing, never answers. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'server_error' }
  /** 429 with Retry-After. */
  | { readonly kind: 'rate_limit'; readonly retryAfterSeconds: number }
  /** Closes the connection instead of answering, and applies nothing. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'redirect'; readonly location: string }
  /** 200 with HTML. */
  | { readonly kind: 'web_page' }
  /** Applies the one request that is the write, and never answers it. Other requests are served. */
  | { readonly kind: 'silence_after_applying'; readonly write: Write };

/**
 * The way past the connector: the platform's own books and its back office. Nothing here may go through
 * the code under test.
 */
export interface BackDoor {
  readOrders(): Promise<readonly BookedOrder[]>;
  /** @param price as the shop shows it, integer minor units. */
  changePrice(item: ItemId, price: number): Promise<void>;
  changeStock(item: ItemId, available: number): Promise<void>;
  /** Edits the product so that the platform counts it as changed. */
  editProduct(productId: string): Promise<void>;
  deleteProduct(productId: string): Promise<void>;
  /** Takes away what the product cannot be sold without, e.g. its price; it stays on show. */
  makeUnsellable(productId: string): Promise<void>;
  shipOrder(
    platformOrderId: string,
    parcel: { readonly carrier: string; readonly trackingNumber: string },
  ): Promise<void>;
  refundInBackOffice(platformOrderId: string, amount: number): Promise<void>;
  /** What the platform has sent about the order, oldest first, each as it arrived. Where webhooks are declared. */
  webhooksAbout?(platformOrderId: string): Promise<readonly WebhookRequest[]>;
  strike(fault: Fault): Promise<void>;
  heal(): Promise<void>;
}
