import type { PaymentProvider } from '@acp-hub/payment';
import { createSandboxAccount } from './account';
import { createSandboxClient } from './client';
import { sandboxConfigSchema, type SandboxConfig } from './config';
import { describeSandboxHandler } from './handler';

/** Pays with nothing: for trying things out, in test mode alone. */
export const sandboxProvider: PaymentProvider<SandboxConfig> = {
  specVersion: 1,
  id: 'sandbox',
  displayName: 'Sandbox payments',
  configSchema: sandboxConfigSchema,
  capabilities: {
    flow: 'authorize_capture',
    refunds: 'partial',
    threeDs: true,
    webhooks: false,
    modes: ['test'],
  },
  describeHandler: describeSandboxHandler,
  connect(config, context) {
    if (context.mode !== 'test')
      throw new RangeError('The sandbox moves no real money: connect another payment provider in live mode.');
    return createSandboxAccount(createSandboxClient(config, context), config);
  },
};
