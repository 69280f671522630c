import type { CheckoutSession, Intervention, MerchantProfile, OrderView } from '@acp-hub/commerce';
import type { PaymentHandler } from './payment-handler';

/** What a store connection can do, before it is cut to what the agent can. */
export interface SellerCapabilities {
  readonly paymentHandlers: readonly PaymentHandler[];
  readonly interventions: {
    readonly supported: readonly Intervention[];
    readonly required: readonly ('3ds' | 'biometric')[];
    readonly enforcement?: 'always' | 'conditional' | 'optional';
  };
  readonly extensions: readonly SellerExtension[];
}

export interface SellerExtension {
  /** e.g. `discount`, without a version. */
  readonly name: string;
  readonly extends?: readonly string[];
  readonly schema?: string;
  readonly spec?: string;
}

/** The extension of ACP that the hub implements for every store. */
export const discountExtension: SellerExtension = {
  name: 'discount',
  extends: [
    '$.CheckoutSessionCreateRequest.discounts',
    '$.CheckoutSessionUpdateRequest.discounts',
    '$.CheckoutSession.discounts',
  ],
};

/** All that an answer about a session is made from. */
export interface SessionView {
  readonly session: CheckoutSession;
  readonly merchant: MerchantProfile;
  readonly seller: SellerCapabilities;
  /** Where the buyer can finish on the merchant's own site. */
  readonly continueUrl?: string;
  /** The order of a completed session, where the caller has loaded it: versions from 2026-01-30 on show it. */
  readonly order?: OrderView;
}
