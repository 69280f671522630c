import type { Connector } from '@acp-hub/connector';
import { woocommerceCompanionConnector, type CompanionConfig } from '@acp-hub/connector-woocommerce';
import { install } from './install';
import { watchedStore } from './watched-store';

install();

export const connector: Connector<CompanionConfig> = {
  ...woocommerceCompanionConnector,
  id: 'chaos-woocommerce-companion',
  connect: (config, context) =>
    watchedStore(context, (marked) => woocommerceCompanionConnector.connect(config, marked)),
};
