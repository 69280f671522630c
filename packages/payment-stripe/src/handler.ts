import type { PaymentHandler } from '@acp-hub/payment';
import type { StripeConfig } from './config';

const SPECIFICATION = 'https://acp.dev/handlers/tokenized.card';
const SCHEMAS = 'https://acp.dev/schemas/handlers/tokenized.card';

/** The protocol's own handler for tokenized cards, with Stripe behind it. */
export const describeStripeHandler = ({ merchantId, acquirer }: StripeConfig): PaymentHandler => ({
  id: 'card_stripe',
  name: 'dev.acp.tokenized.card',
  displayName: 'Credit card',
  version: '2026-01-22',
  specUrl: SPECIFICATION,
  requiresDelegatePayment: true,
  requiresPciCompliance: false,
  psp: 'stripe',
  legacyProvider: 'stripe',
  merchantId,
  configSchemaUrl: `${SCHEMAS}/config.json`,
  instrumentSchemaUrls: [`${SCHEMAS}/instrument.json`],
  credentialTypes: ['spt'],
  supportedCardBrands: ['visa', 'mastercard', 'amex', 'discover'],
  supportedFundingTypes: ['credit', 'debit', 'prepaid'],
  supportsThreeDs: acquirer !== undefined,
});
