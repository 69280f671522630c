import { setTimeout as sleep } from 'node:timers/promises';
import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import type { BackOffice } from './back-office';
import { woocommerce } from './places';

/** Less than anything costs here. */
const GOODWILL = { name: 'Goodwill', total: '-1.00' };

/** WooCommerce dates its changes by the second, and no person is faster: an edit falls into another than the payment. */
const TICK_MS = 1_000;

/** What the buttons of WooCommerce's order page do, by its REST API. */
export function woocommerceBackOffice(url: string): BackOffice {
  const { consumer_key: consumerKey, consumer_secret: consumerSecret } = woocommerce.key;
  const api = new WooCommerceRestApi({ url, consumerKey, consumerSecret, version: 'wc/v3' });
  return {
    async refund({ id, totals }) {
      const amount = (totals.total / 100).toFixed(2);
      await api.post(`orders/${id}/refunds`, { amount, api_refund: false });
    },
    async cancel({ id }) {
      await api.put(`orders/${id}`, { status: 'cancelled' });
    },
    async discount({ id }) {
      await sleep(TICK_MS);
      await api.put(`orders/${id}`, { fee_lines: [GOODWILL] });
    },
  };
}
