export type MerchantLinkType =
  | 'terms_of_use'
  | 'privacy_policy'
  | 'return_policy'
  | 'shipping_policy'
  | 'contact_us'
  | 'about_us'
  | 'faq'
  | 'support';

/** What buyers should know of a merchant. */
export interface MerchantProfile {
  readonly name: string;
  readonly links: readonly {
    readonly type: MerchantLinkType;
    readonly url: string;
    readonly title?: string;
  }[];
  readonly support?: {
    readonly email?: string;
    readonly phone?: string;
    readonly hours?: string;
    readonly helpCenterUrl?: string;
  };
  readonly marketingConsentOptions?: readonly {
    readonly channel: string;
    readonly displayText: string;
    readonly privacyPolicyUrl: string;
  }[];
}
