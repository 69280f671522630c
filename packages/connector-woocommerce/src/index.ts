export { companionConfig, woocommerceConfig, type CompanionConfig, type WoocommerceConfig } from './config';
export { woocommerceCompanionConnector, woocommerceConnector } from './connector';
export { consentUrl, readConsent, type Consent, type ConsentRequest } from './one-click';
