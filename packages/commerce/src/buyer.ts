/** A postal address. `country` is ISO 3166-1 alpha-2, `state` the platform's or ISO 3166-2 subdivision code. */
export interface Address {
  readonly name: string;
  readonly lineOne: string;
  readonly lineTwo?: string;
  readonly city: string;
  /** Absent where the country has none. */
  readonly state?: string;
  readonly country: string;
  readonly postalCode: string;
  readonly company?: string;
}

/** Who buys. Every order is a guest order: `customerId` is what the agent says and is never trusted. */
export interface Buyer {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly fullName?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly customerId?: string;
  readonly accountType?: 'guest' | 'registered' | 'business';
  readonly authenticationStatus?: 'authenticated' | 'guest' | 'requires_signin';
  readonly company?: {
    readonly name: string;
    readonly taxId?: string;
    readonly department?: string;
    readonly costCenter?: string;
  };
  readonly loyalty?: {
    readonly tier?: string;
    readonly pointsBalance?: number;
    readonly memberSince?: string;
  };
  readonly taxExemption?: {
    readonly certificateId: string;
    readonly certificateType: 'resale' | 'exempt_organization' | 'government';
    readonly exemptRegions?: readonly string[];
    readonly expiresAt?: string;
  };
}

/** Where the goods go, and whom to reach about it. */
export interface FulfillmentDetails {
  readonly name?: string;
  readonly phoneNumber?: string;
  readonly email?: string;
  readonly address?: Address;
}

/** A buyer's answer to an offer of marketing messages; absence is never consent. */
export interface MarketingConsent {
  readonly channel: string;
  readonly optedIn: boolean;
}

/** Who sent the buyer, as the agent reports it. Stored with session and order, never returned. */
export interface AffiliateAttribution {
  readonly provider: string;
  readonly token?: string;
  readonly publisherId?: string;
  readonly campaignId?: string;
  readonly creativeId?: string;
  readonly subId?: string;
  readonly source?: { readonly type: 'url' | 'platform' | 'unknown'; readonly url?: string };
  readonly issuedAt?: string;
  readonly expiresAt?: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly touchpoint?: 'first' | 'last';
}

/** Why an agent's buyer left. Stored once, never returned. */
export interface IntentTrace {
  readonly reasonCode: IntentReason;
  readonly traceSummary?: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
}

export type IntentReason =
  | 'price_sensitivity'
  | 'shipping_cost'
  | 'shipping_speed'
  | 'product_fit'
  | 'trust_security'
  | 'returns_policy'
  | 'payment_options'
  | 'comparison'
  | 'timing_deferred'
  | 'other';

/** What the agent knows about the device; passed to the payment provider, never returned. */
export interface RiskSignals {
  readonly ipAddress?: string;
  readonly userAgent?: string;
  readonly acceptLanguage?: string;
  readonly sessionId?: string;
  readonly deviceFingerprint?: string;
}

/** Everything personal of a session or order, in one value, so that it can be sealed and erased as one. */
export interface PersonalData {
  readonly buyer?: Buyer;
  readonly fulfillment?: FulfillmentDetails;
  readonly billingAddress?: Address;
  readonly orderNotes?: string;
  readonly marketingConsents?: readonly MarketingConsent[];
  readonly affiliate?: { readonly first?: AffiliateAttribution; readonly last?: AffiliateAttribution };
  readonly intentTrace?: IntentTrace;
  readonly riskSignals?: RiskSignals;
}
