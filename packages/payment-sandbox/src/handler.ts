import type { PaymentHandler } from '@acp-hub/payment';
import type { SandboxConfig } from './config';

const SPECIFICATION = 'https://acp.dev/handlers/tokenized.card';
const SCHEMAS = 'https://acp.dev/schemas/handlers/tokenized.card';

/** The protocol's own handler for tokenized cards, so that agents need to learn nothing for the sandbox. */
export const describeSandboxHandler = ({ merchantId }: SandboxConfig): PaymentHandler => ({
  id: 'card_sandbox',
  name: 'dev.acp.tokenized.card',
  displayName: 'Test card',
  version: '2026-01-22',
  specUrl: SPECIFICATION,
  requiresDelegatePayment: true,
  requiresPciCompliance: false,
  psp: 'sandbox',
  legacyProvider: 'stripe',
  merchantId,
  configSchemaUrl: `${SCHEMAS}/config.json`,
  instrumentSchemaUrls: [`${SCHEMAS}/instrument.json`],
  credentialTypes: ['spt'],
  supportedCardBrands: ['visa', 'mastercard', 'amex', 'discover'],
  supportedFundingTypes: ['credit', 'debit'],
  supportsThreeDs: true,
});
