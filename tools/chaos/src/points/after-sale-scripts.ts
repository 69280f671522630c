import type { Aftermath } from '../audit';
import type { PointScript } from './point-scripts';

/** Less than anything costs here, in minor units. */
const SOME = 100;

const afterSale = (
  name: string,
  aftermath: Aftermath,
  act: (...purchase: Parameters<PointScript['play']>) => Promise<void>,
): PointScript => ({
  name,
  refusals: [],
  ends: ['completed'],
  aftermath,
  async play(purchase) {
    await purchase.pay();
    await act(purchase);
  },
});

const cancelled = (inTheEnd: Pick<Aftermath, 'canceled'>): PointScript =>
  afterSale(
    'is cancelled by the shop',
    { ...inTheEnd, refunds: { provider: 1, store: 1 } },
    ({ sessionId, shopper }) => shopper.merchant.inShop('cancel', sessionId),
  );

/** What becomes of money after the sale, by each that may ask for it. */
export const afterSaleScripts: readonly PointScript[] = [
  afterSale(
    'is refunded by the shop',
    { canceled: false, refunds: { provider: 1, store: 1 } },
    ({ sessionId, shopper }) => shopper.merchant.inShop('refund', sessionId),
  ),
  { ...cancelled({ canceled: true }), shops: ['own'] },
  // WooCommerce calls it refunded once it is told that the money went back.
  { ...cancelled({ canceled: false }), shops: ['woocommerce'] },
  afterSale(
    'is made cheaper by the shop',
    { canceled: false, refunds: { provider: 1, store: 0 } },
    ({ sessionId, shopper }) => shopper.merchant.inShop('discount', sessionId),
  ),
  afterSale(
    'is refunded in part at the provider',
    { canceled: false, refunds: { provider: 1, store: 1 } },
    ({ sessionId, shopper }) => shopper.merchant.refundAtProvider(sessionId, SOME),
  ),
  {
    ...afterSale(
      'is disputed and lost',
      { canceled: false, refunds: { provider: 0, store: 1 } },
      ({ sessionId, shopper }) => shopper.merchant.loseDispute(sessionId),
    ),
    banks: ['stripe'],
  },
];
