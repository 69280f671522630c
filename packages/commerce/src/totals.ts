/**
 * The sums of a session or order: integer minor units, none negative.
 * itemsBase − itemsDiscount = subtotal;
 * subtotal − discount + fulfillment + tax + fee + giftWrap + tip − storeCredit = total.
 */
export interface Totals {
  readonly itemsBase: number;
  readonly itemsDiscount: number;
  readonly subtotal: number;
  /** What is taken off the order as a whole, beyond the lines' own discounts. */
  readonly discount: number;
  readonly fulfillment: number;
  /** Tax of lines, delivery and fees together. */
  readonly tax: number;
  readonly fee: number;
  readonly giftWrap: number;
  readonly tip: number;
  readonly storeCredit: number;
  readonly total: number;
}
