import { itemId, type ItemId } from '@acp-hub/commerce';
import type { BookedOrder } from '@acp-hub/connector-testkit';
import Big from 'big.js';
import type { Json } from './recordings';

interface Key {
  readonly consumer_key: string;
  readonly consumer_secret: string;
}

const listOf = (value: Json): readonly Json[] => value;

const minor = (text: string, decimals: number): number =>
  Math.abs(new Big(text === '' ? '0' : text).times(new Big(10).pow(decimals)).toNumber());

/** The merchant at work in the shop, by requests of this file's own. */
export class BackOffice {
  constructor(
    private readonly url: string,
    private readonly key: Key,
    private readonly decimals: number,
  ) {}

  async call(method: string, path: string, body?: object, namespace = 'wc/v3'): Promise<Json> {
    const { consumer_key, consumer_secret } = this.key;
    const basic = Buffer.from(`${consumer_key}:${consumer_secret}`).toString('base64');
    const response = await fetch(`${this.url}/wp-json/${namespace}/${path}`, {
      method,
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/json',
        'x-forwarded-proto': 'https',
        'x-back-office': 'yes',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // Parsed here: what `fetch` parses is of another realm than the test's.
    const answer: Json = JSON.parse(await response.text());
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async orders(): Promise<BookedOrder[]> {
    const all: readonly Json[] = await this.call('GET', 'orders?per_page=100&status=any');
    // What a refused checkout leaves behind is no order of anybody's.
    const own = all.filter(({ meta_data }) => listOf(meta_data).some(({ key }) => key === '_acp_hub_key'));
    return own.map((order) => ({
      platformOrderId: String(order.id),
      total: minor(order.total, this.decimals),
      canceled: order.status === 'cancelled',
      email: order.billing.email,
      lines: listOf(order.line_items).map((line) => ({
        itemId: itemId(String(line.variation_id || line.product_id)),
        quantity: line.quantity,
      })),
      payments:
        order.date_paid === null
          ? []
          : [{ amount: minor(order.total, this.decimals), reference: order.transaction_id }],
      refunds: listOf(order.refunds).map((refund) => ({ amount: minor(refund.total, this.decimals) })),
    }));
  }

  /** An item's own page: variations stand below their product. */
  async #pathOf(item: ItemId): Promise<string> {
    const { id, parent_id } = await this.call('GET', `products/${item}`);
    return parent_id > 0 ? `products/${parent_id}/variations/${id}` : `products/${id}`;
  }

  async setPrice(item: ItemId, price: number): Promise<void> {
    const regular_price = new Big(price).div(new Big(10).pow(this.decimals)).toFixed(this.decimals);
    await this.call('PUT', await this.#pathOf(item), { regular_price });
  }

  async clearPrice(productId: string): Promise<void> {
    await this.call('PUT', `products/${productId}`, { regular_price: '', sale_price: '' });
  }

  async setStock(item: ItemId, stock_quantity: number): Promise<void> {
    await this.call('PUT', await this.#pathOf(item), { manage_stock: true, stock_quantity });
  }

  async edit(productId: string): Promise<void> {
    await this.call('PUT', `products/${productId}`, { short_description: 'Edited.' });
  }

  async remove(productId: string): Promise<void> {
    await this.call('DELETE', `products/${productId}?force=true`);
  }

  /** By Advanced Shipment Tracking, which completes the order. */
  async ship(orderId: string, parcel: { carrier: string; trackingNumber: string }): Promise<void> {
    const shipped = {
      tracking_provider: parcel.carrier,
      tracking_number: parcel.trackingNumber,
      status_shipped: '1',
    };
    await this.call('POST', `orders/${orderId}/shipment-trackings`, shipped, 'wc-ast/v3');
  }

  async refund(orderId: string, amount: number): Promise<void> {
    const decimal = new Big(amount).div(new Big(10).pow(this.decimals)).toFixed(this.decimals);
    await this.call('POST', `orders/${orderId}/refunds`, { amount: decimal, api_refund: false });
  }
}
