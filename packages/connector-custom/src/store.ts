import type { ConnectContext, Store } from '@acp-hub/connector';
import { getVariants, listProducts } from './catalogue';
import { checkStore } from './checking';
import type { CustomConfig } from './config';
import { cancelOrder, confirmOrder, getOrder, listOrders, refundOrder } from './orders';
import { findOrder, placeOrder } from './placing';
import { quoteAtStore, withQuote } from './quoting';
import { openStoreApi } from './store-api';
import { readWebhook } from './webhook';

/** A store of the merchant’s own that answers the store contract. */
export function openStore(
  config: CustomConfig,
  context: ConnectContext,
): Required<Omit<Store, 'registerWebhooks' | 'close'>> {
  const api = openStoreApi(config, context);
  return {
    check: () => checkStore(api),
    listProducts: (query) => listProducts(api, query),
    getVariants: (ids, onLeftOut) => getVariants(api, ids, onLeftOut),
    quote: (request) => quoteAtStore(api, request),
    placeOrder: (order) => placeOrder(api, order),
    confirmOrder: (id, payment) => confirmOrder(api, id, payment),
    findOrder: ({ idempotencyKey }) => findOrder(api, idempotencyKey),
    getOrder: (id) => getOrder(api, id),
    listOrders: (query) => listOrders(api, query),
    cancelOrder: (id, reason) => cancelOrder(api, id, reason),
    refundOrder: (id, refund) => refundOrder(api, id, refund),
    parseWebhook: (request) => readWebhook(request, config.secret),
    handOffUrl: (request, reference) =>
      withQuote(api, request, reference, async (id) => (await api.call('handOffQuote', { id })).url),
  };
}
