/** Where the companion plugin answers; plugins/woocommerce/README.md is the contract. */
export const COMPANION_NAMESPACE = 'wc-acp-hub/v1';

export const COMPANION_GATEWAY = 'acp_hub';
