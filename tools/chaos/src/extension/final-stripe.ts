import type { Connector } from '@acp-hub/connector';
import { customConnector, type CustomConfig } from '@acp-hub/connector-custom';
import { stripeProvider } from '@acp-hub/payment-stripe';
import { openFinalStore } from './final-store';
import { install } from './install';
import { watchedProvider } from './watched-provider';
import { watchedStore } from './watched-store';

install();

export const connector: Connector<CustomConfig> = {
  ...customConnector,
  id: 'chaos-final',
  capabilities: { ...customConnector.capabilities, placement: 'final', orderIdempotency: 'lookup' },
  connect: (config, context) => watchedStore(context, (marked) => openFinalStore(config, marked)),
};

export const paymentProvider = watchedProvider(stripeProvider);
