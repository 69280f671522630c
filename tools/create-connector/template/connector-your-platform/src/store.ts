import type { ConnectContext, Store } from '@acp-hub/connector';
import { getVariants, listProducts } from './catalogue';
import { checkStore } from './checking';
import type { YourPlatformConfig } from './config';
import { cancelOrder, confirmOrder, getOrder, listOrders } from './orders';
import { findOrder, placeOrder } from './placing';
import { quote } from './quoting';
import { openApi } from './your-platform-api';

/** A merchant's store on Your Platform. */
export function openStore(config: YourPlatformConfig, context: ConnectContext): Store {
  const api = openApi(config, context);
  return {
    check: () => checkStore(api),
    listProducts: (query) => listProducts(api, query),
    getVariants: (ids, onLeftOut) => getVariants(api, ids, onLeftOut),
    quote: (request) => quote(api, request),
    placeOrder: (order) => placeOrder(api, order, context),
    confirmOrder: (id, payment) => confirmOrder(api, id, payment),
    findOrder: ({ idempotencyKey }) => findOrder(api, idempotencyKey),
    getOrder: (id) => getOrder(api, id),
    listOrders: (query) => listOrders(api, query),
    cancelOrder: (id, reason) => cancelOrder(api, id, reason),
  };
}
