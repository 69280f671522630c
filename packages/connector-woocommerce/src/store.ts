import type { Store } from '@acp-hub/connector';
import { getVariants } from './catalogue/get-variants';
import { catalogueOf } from './catalogue/list-products';
import { checkShop } from './checking/check-shop';
import { handOffUrl } from './hand-off';
import { cancelOrder } from './orders/cancel-order';
import { confirmOrder } from './orders/confirm-order';
import { getOrder } from './orders/get-order';
import { listOrders } from './orders/list-orders';
import { refundOrder } from './orders/refund-order';
import { findOrder } from './placing/find-order';
import { placeOrder } from './placing/place-order';
import { quoteAtShop } from './quote/quote-at-shop';
import type { Shop } from './shop/shop';
import { parseWebhook } from './webhooks/parse';
import { registerWebhooks } from './webhooks/register';
import { webhookSecret } from './webhooks/secret';

/** A WooCommerce shop as the hub sees it. */
export function openStore(shop: Shop): Required<Omit<Store, 'close'>> {
  const secret = webhookSecret(shop);
  return {
    check: () => checkShop(shop),
    listProducts: catalogueOf(shop),
    getVariants: (ids, onLeftOut) => getVariants(shop, ids, onLeftOut),
    quote: (request, reference) => quoteAtShop(shop, request, reference),
    placeOrder: (order) => placeOrder(shop, order),
    confirmOrder: (id, payment) => confirmOrder(shop, id, payment),
    findOrder: ({ idempotencyKey }) => findOrder(shop, idempotencyKey),
    getOrder: (id) => getOrder(shop, id),
    listOrders: (query) => listOrders(shop, query),
    cancelOrder: (id, reason) => cancelOrder(shop, id, reason),
    refundOrder: (id, refund) => refundOrder(shop, id, refund),
    parseWebhook: (request) => parseWebhook(request, secret),
    registerWebhooks: (url) => registerWebhooks(shop, url),
    handOffUrl: async (request) => handOffUrl(shop, request),
  };
}
