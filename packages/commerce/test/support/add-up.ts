import { equal, ok } from 'node:assert/strict';
import type { CheckoutSession } from '../../src';

/** The arithmetic the protocol promises for a session, restated apart from the code that computes it. */
export function expectToAddUp({ lines, totals }: Pick<CheckoutSession, 'lines' | 'totals'>): void {
  let base = 0;
  let discount = 0;
  for (const line of lines) {
    equal(line.base - line.discount, line.subtotal);
    equal(line.subtotal + line.tax, line.total);
    base += line.base;
    discount += line.discount;
  }
  equal(totals.itemsBase, base);
  equal(totals.itemsDiscount, discount);
  equal(totals.itemsBase - totals.itemsDiscount, totals.subtotal);
  equal(
    totals.subtotal -
      totals.discount +
      totals.fulfillment +
      totals.tax +
      totals.fee +
      totals.giftWrap +
      totals.tip -
      totals.storeCredit,
    totals.total,
  );
  for (const amount of Object.values(totals)) ok(amount >= 0);
}
