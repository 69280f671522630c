import { request } from 'undici';
import type { BookedOrder } from './books';
import type { Environment } from './environments';
import { shop, type Places } from './places';
import { woocommerceBackOffice } from './woocommerce-back-office';

/** What the merchant's people do with a paid order in the shop. Each rejects where the shop refuses. */
export interface BackOffice {
  /** Gives all of it back in the shop's books. */
  refund(order: BookedOrder): Promise<void>;
  cancel(order: BookedOrder): Promise<void>;
  /** Lowers what is to be paid for the order. */
  discount(order: BookedOrder): Promise<void>;
}

export const backOfficeOf = ({ shop: sold }: Environment, { store, woocommerce }: Places): BackOffice =>
  sold === 'own' ? demoStoreBackOffice(store.url) : woocommerceBackOffice(woocommerce.url);

function demoStoreBackOffice(url: string): BackOffice {
  const press =
    (button: keyof BackOffice) =>
    async ({ id }: BookedOrder): Promise<void> => {
      const page = `${url}/${shop.slug}/admin/orders/${id}/${button}`;
      const { statusCode, body } = await request(page, { method: 'POST' });
      const text = await body.text();
      if (statusCode >= 400) throw new Error(`The shop refuses to ${button} an order: ${text}`);
    };
  return { refund: press('refund'), cancel: press('cancel'), discount: press('discount') };
}
