/** A way to sell: how the shop takes orders, and who takes the money. */
export interface Environment {
  readonly name: string;
  readonly connector:
    'custom' | 'chaos-held' | 'chaos-final' | 'chaos-woocommerce' | 'chaos-woocommerce-companion';
  /** What is sold from. */
  readonly shop: 'own' | 'woocommerce';
  readonly provider: 'sandbox' | 'chaos-sandbox' | 'chaos-stripe';
  readonly placement: 'held' | 'final';
  readonly bank: 'sandbox' | 'stripe';
}

/** The hub as it is, without the extension. */
export const plain: Environment = {
  name: 'sandbox, held, unwatched',
  connector: 'custom',
  shop: 'own',
  provider: 'sandbox',
  placement: 'held',
  bank: 'sandbox',
};

const watched = (bank: 'sandbox' | 'stripe', placement: 'held' | 'final'): Environment => ({
  name: `${bank}, ${placement}`,
  connector: `chaos-${placement}`,
  shop: 'own',
  provider: `chaos-${bank}`,
  placement,
  bank,
});

export const sandboxHeld = watched('sandbox', 'held');
export const sandboxFinal = watched('sandbox', 'final');
const stripeHeld = watched('stripe', 'held');
export const stripeFinal = watched('stripe', 'final');

const watchedWoocommerce = (bank: 'sandbox' | 'stripe', placement: 'held' | 'final'): Environment => ({
  ...watched(bank, placement),
  name: `woocommerce, ${bank}, ${placement}`,
  connector: placement === 'held' ? 'chaos-woocommerce' : 'chaos-woocommerce-companion',
  shop: 'woocommerce',
});

/** A shop that plays WooCommerce: by its REST API, and by the checkout with the companion plugin. */
export const woocommerceEnvironments: readonly Environment[] = [
  watchedWoocommerce('sandbox', 'held'),
  watchedWoocommerce('stripe', 'final'),
];

export const watchedEnvironments: readonly Environment[] = [
  sandboxHeld,
  sandboxFinal,
  stripeHeld,
  stripeFinal,
];
