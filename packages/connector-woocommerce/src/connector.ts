import { CONNECTOR_SPEC_VERSION, type Connector, type ConnectorCapabilities } from '@acp-hub/connector';
import { companionConfig, woocommerceConfig, type CompanionConfig, type WoocommerceConfig } from './config';
import { oneClick } from './one-click';
import { openShop } from './shop/shop';
import { openStore } from './store';

const common = {
  orderIdempotency: 'lookup',
  tax: 'exact',
  stock: 'checked',
  orderUpdates: 'webhook',
  deletions: 'unreported',
  coupons: true,
  refunds: 'partial',
  handOff: true,
} as const satisfies Partial<ConnectorCapabilities>;

/** Any WooCommerce shop: the hub writes unpaid orders by `wc/v3`, and marks them paid. */
export const woocommerceConnector: Connector<WoocommerceConfig> = {
  specVersion: CONNECTOR_SPEC_VERSION,
  id: 'woocommerce',
  displayName: 'WooCommerce',
  configSchema: woocommerceConfig,
  capabilities: { placement: 'held', ...common },
  consent: oneClick(),
  connect: (config, context) => openStore(openShop(config, context)),
};

/** A shop with the companion plugin: its own checkout places the orders, and the hub's proof of payment opens it. */
export const woocommerceCompanionConnector: Connector<CompanionConfig> = {
  specVersion: CONNECTOR_SPEC_VERSION,
  id: 'woocommerce-companion',
  displayName: 'WooCommerce with the companion plugin',
  configSchema: companionConfig,
  capabilities: { placement: 'final', ...common },
  consent: oneClick(),
  connect: (config, context) => openStore(openShop(config, context, config.companion_secret)),
};
