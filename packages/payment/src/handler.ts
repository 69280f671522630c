/** How agents are told that a merchant takes payment this way; independent of any protocol version. */
export interface PaymentHandler {
  /** Chosen by the seller; unique among the merchant's handlers. */
  readonly id: string;
  /** Reverse DNS, e.g. `dev.acp.tokenized.card`. */
  readonly name: string;
  /** For buyers, e.g. "Credit card". */
  readonly displayName: string;
  /** Version of the handler's specification, `YYYY-MM-DD`. */
  readonly version: string;
  readonly specUrl: string;
  /** The agent must exchange the card for a delegated token at the provider. */
  readonly requiresDelegatePayment: boolean;
  /** Card data itself would pass; never so for a handler of the hub. */
  readonly requiresPciCompliance: boolean;
  /** The payment service provider as agents know it, e.g. `stripe`. */
  readonly psp: string;
  /** The name for protocol versions whose list of providers is closed; absent where it is not on that list. */
  readonly legacyProvider?: string;
  /** The merchant's id at the provider: the delegated token is made out to it. */
  readonly merchantId: string;
  readonly configSchemaUrl: string;
  readonly instrumentSchemaUrls: readonly string[];
  /** Kinds of credential it takes in `payment_data`, e.g. `spt`. */
  readonly credentialTypes: readonly string[];
  readonly supportedCardBrands: readonly string[];
  readonly supportedFundingTypes: readonly ('credit' | 'debit' | 'prepaid')[];
  readonly supportsThreeDs: boolean;
}
