import type { PaymentProvider } from '@acp-hub/payment';
import { createStripeAccount } from './account';
import { createStripeClient } from './client';
import { stripeConfigSchema, type StripeConfig } from './config';
import { describeStripeHandler } from './handler';
import { modeProblem } from './mode-problem';

/** Pays by Stripe's Shared Payment Tokens: reserves first, takes the money once there is an order. */
export const stripeProvider: PaymentProvider<StripeConfig> = {
  specVersion: 1,
  id: 'stripe',
  displayName: 'Stripe',
  configSchema: stripeConfigSchema,
  capabilities: {
    flow: 'authorize_capture',
    refunds: 'partial',
    threeDs: true,
    webhooks: true,
    modes: ['test', 'live'],
  },
  modeProblem,
  describeHandler: describeStripeHandler,
  connect: (config, context) => createStripeAccount(createStripeClient(config, context), config, context),
};
