import type { Connector } from '@acp-hub/connector';
import { woocommerceConnector, type WoocommerceConfig } from '@acp-hub/connector-woocommerce';
import { install } from './install';
import { watchedStore } from './watched-store';

install();

export const connector: Connector<WoocommerceConfig> = {
  ...woocommerceConnector,
  id: 'chaos-woocommerce',
  connect: (config, context) =>
    watchedStore(context, (marked) => woocommerceConnector.connect(config, marked)),
};
