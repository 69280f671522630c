/** A way to pay that a store connection offers, as the hub declares it to agents. */
export interface PaymentHandler {
  /** The seller's id of the handler; agents send it back as `payment_data.handler_id`. */
  readonly id: string;
  /** Reverse-DNS name, e.g. `dev.acp.tokenized.card`. */
  readonly name: string;
  readonly displayName?: string;
  /** Of the handler's specification: `YYYY-MM-DD`. */
  readonly version: string;
  readonly spec: string;
  readonly requiresDelegatePayment: boolean;
  readonly requiresPciCompliance: boolean;
  /** The payment service provider, e.g. `stripe`. */
  readonly psp: string;
  readonly configSchema: string;
  readonly instrumentSchemas: readonly string[];
  /** The account the agent's token must be made for. */
  readonly merchantId: string;
  /** Further public members of `config`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly displayOrder?: number;
  /** Whether agents may present it as Stripe, the one provider that versions up to 2026-01-16 know. */
  readonly stripeCompatible: boolean;
}
