import { createHash, createHmac } from 'node:crypto';
import type { OrderId } from '@acp-hub/commerce';

/** How long a permalink works after the order was placed. */
export const ORDER_PAGE_LIFETIME_MS = 180 * 24 * 60 * 60 * 1_000;

/** What is stored of a page's token. */
export const hashPageToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Addresses of order pages. A token is derived from tenant and order by a secret of the hub, so that it can be
 * given out again and again without being stored; only its hash is.
 */
export class OrderPageLinks {
  constructor(
    private readonly baseUrl: string,
    private readonly signingKey: Buffer,
  ) {}

  urlOf(tenantId: string, orderId: OrderId): string {
    return `${this.baseUrl}/o/${this.#token(tenantId, orderId)}`;
  }

  hashOf(tenantId: string, orderId: OrderId): Buffer {
    return hashPageToken(this.#token(tenantId, orderId));
  }

  #token(tenantId: string, orderId: OrderId): string {
    return createHmac('sha256', this.signingKey)
      .update(`order-page/${tenantId}/${orderId}`)
      .digest('base64url');
  }
}
