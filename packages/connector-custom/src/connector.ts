import { CONNECTOR_SPEC_VERSION, type Connector } from '@acp-hub/connector';
import { customConfig, type CustomConfig } from './config';
import { openStore } from './store';

/** Connects a self-built shop that implements the store contract (docs/store-contract.openapi.json). */
export const customConnector: Connector<CustomConfig> = {
  specVersion: CONNECTOR_SPEC_VERSION,
  id: 'custom',
  displayName: 'Store of your own',
  configSchema: customConfig,
  capabilities: {
    placement: 'held',
    orderIdempotency: 'native',
    tax: 'exact',
    stock: 'reserved',
    orderUpdates: 'webhook',
    deletions: 'reported',
    coupons: true,
    refunds: 'partial',
    handOff: true,
  },
  connect: openStore,
};
