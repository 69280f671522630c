export { companionConfig, woocommerceConfig, type CompanionConfig, type WoocommerceConfig } from './config';
export { woocommerceCompanionConnector, woocommerceConnector } from './connector';
