import {
  paymentId,
  type PaymentAccount,
  type PaymentError,
  type PaymentHandler,
  type PaymentProvider,
  type PaymentWriteError,
} from '@acp-hub/payment';
import { z } from 'zod';

/** A payment provider that approves everything at once. What no sale of the bench needs is refused. */
export const memoryBank: PaymentProvider<Record<string, never>> = {
  specVersion: 1,
  id: 'bench-bank',
  displayName: 'Bank in memory',
  configSchema: z.strictObject({}),
  capabilities: {
    flow: 'authorize_capture',
    refunds: 'none',
    threeDs: false,
    webhooks: false,
    modes: ['test', 'live'],
  },
  describeHandler: (): PaymentHandler => ({
    id: 'card',
    name: 'dev.acp.tokenized.card',
    displayName: 'Card',
    version: '2026-01-22',
    specUrl: 'https://bank.example/spec',
    requiresDelegatePayment: true,
    requiresPciCompliance: false,
    psp: 'bench',
    merchantId: 'acct_bench',
    configSchemaUrl: 'https://bank.example/config.json',
    instrumentSchemaUrls: ['https://bank.example/instrument.json'],
    credentialTypes: ['spt'],
    supportedCardBrands: ['visa'],
    supportedFundingTypes: ['credit'],
    supportsThreeDs: false,
  }),
  connect: openAccount,
};

const unsupported: PaymentError = { kind: 'unsupported', message: 'The bench only pays.' };
const unsupportedWrite: PaymentWriteError = { ...unsupported, outcome: 'not_applied' };

function openAccount(): PaymentAccount {
  return {
    check: async () => ({ ok: true, value: undefined }),
    authorize: async ({ idempotencyKey, amount }) => ({
      ok: true,
      value: { status: 'authorized', paymentId: paymentId(`pay/${idempotencyKey}`), amount },
    }),
    capture: async ({ idempotencyKey, amount }) => ({
      ok: true,
      value: {
        id: `cap/${idempotencyKey}`,
        kind: 'capture',
        amount,
        status: 'succeeded',
        at: new Date().toISOString(),
      },
    }),
    void: async () => ({ ok: false, error: unsupportedWrite }),
    refund: async () => ({ ok: false, error: unsupportedWrite }),
    retrieve: async () => ({ ok: false, error: unsupported }),
    findPayment: async () => ({ ok: false, error: unsupported }),
  };
}
