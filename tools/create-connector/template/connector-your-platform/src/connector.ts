import { CONNECTOR_SPEC_VERSION, type Connector } from '@acp-hub/connector';
import { yourPlatformConfig, type YourPlatformConfig } from './config';
import { openStore } from './store';

/** Connects a store on Your Platform. */
export const yourPlatformConnector: Connector<YourPlatformConfig> = {
  specVersion: CONNECTOR_SPEC_VERSION,
  id: 'your-platform',
  displayName: 'Your Platform',
  configSchema: yourPlatformConfig,
  /** Each value brings the checks that hold the connector to it; what they mean is in `ConnectorCapabilities`. */
  capabilities: {
    placement: 'held',
    orderIdempotency: 'lookup',
    tax: 'exact',
    stock: 'checked',
    orderUpdates: 'poll',
    deletions: 'unreported',
    coupons: false,
    refunds: 'none',
    handOff: false,
  },
  connect: openStore,
};
