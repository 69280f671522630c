/** What an agent needs to run 3-D Secure for the merchant (EMV 3DS 2). */
export interface AuthenticationMetadata {
  readonly acquirer: {
    readonly bin: string;
    readonly country: string;
    readonly merchantId: string;
    readonly merchantName: string;
    readonly requestorId?: string;
  };
  readonly directoryServer: 'american_express' | 'mastercard' | 'visa';
  readonly flowPreference?:
    | { readonly type: 'challenge'; readonly challenge?: 'mandated' | 'preferred' }
    | { readonly type: 'frictionless'; readonly frictionless?: 'low_risk' };
}

export type AuthenticationOutcome =
  | 'abandoned'
  | 'attempt_acknowledged'
  | 'authenticated'
  | 'canceled'
  | 'denied'
  | 'informational'
  | 'internal_error'
  | 'not_supported'
  | 'processing_error'
  | 'rejected';

/** What came of 3-D Secure, passed on to the payment provider. */
export interface AuthenticationResult {
  readonly outcome: AuthenticationOutcome;
  readonly details?: {
    readonly cryptogram: string;
    readonly eci: '01' | '02' | '05' | '06' | '07';
    readonly transactionId: string;
    readonly version: string;
  };
}
