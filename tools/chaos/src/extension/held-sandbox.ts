import type { Connector } from '@acp-hub/connector';
import { customConnector, type CustomConfig } from '@acp-hub/connector-custom';
import { sandboxProvider } from '@acp-hub/payment-sandbox';
import { install } from './install';
import { watchedProvider } from './watched-provider';
import { watchedStore } from './watched-store';

install();

export const connector: Connector<CustomConfig> = {
  ...customConnector,
  id: 'chaos-held',
  connect: (config, context) => watchedStore(context, (marked) => customConnector.connect(config, marked)),
};

export const paymentProvider = watchedProvider(sandboxProvider);
