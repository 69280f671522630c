import type { FulfillmentOption, Totals } from '@acp-hub/commerce';

const entry = <Type extends string>(type: Type, display_text: string, amount: number) => ({
  type,
  display_text,
  amount,
});

/** Leaves out what is nothing: a discount of 0 is no discount. */
const unlessZero = <Type extends string>(type: Type, display_text: string, amount: number) =>
  amount === 0 ? [] : [entry(type, display_text, amount)];

/** The totals that every version knows, in the order in which they add up. */
const sharedTotals = (totals: Totals) => [
  entry('items_base_amount', 'Items', totals.itemsBase),
  ...unlessZero('items_discount', 'Item discounts', totals.itemsDiscount),
  entry('subtotal', 'Subtotal', totals.subtotal),
  ...unlessZero('discount', 'Discount', totals.discount),
  ...unlessZero('fulfillment', 'Delivery', totals.fulfillment),
  entry('tax', 'Tax', totals.tax),
  ...unlessZero('fee', 'Fees', totals.fee),
];

/** From 2026-01-30 on. */
export const encodeTotals = (totals: Totals) => [
  ...sharedTotals(totals),
  ...unlessZero('gift_wrap', 'Gift wrap', totals.giftWrap),
  ...unlessZero('tip', 'Tip', totals.tip),
  ...unlessZero('store_credit', 'Store credit', totals.storeCredit),
  entry('total', 'Total', totals.total),
];

/** Up to 2026-01-16: gift wrap and tip are fees there, store credit is a discount. */
export const encodeLegacyTotals = (totals: Totals) => [
  ...sharedTotals({
    ...totals,
    fee: totals.fee + totals.giftWrap + totals.tip,
    discount: totals.discount + totals.storeCredit,
  }),
  entry('total', 'Total', totals.total),
];

/** The amounts of a line: base − discount = subtotal, subtotal + tax = total. */
export const encodeLineTotals = (line: {
  readonly base: number;
  readonly discount: number;
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
}) => [
  entry('items_base_amount', 'Base amount', line.base),
  entry('discount', 'Discount', line.discount),
  entry('subtotal', 'Subtotal', line.subtotal),
  entry('tax', 'Tax', line.tax),
  entry('total', 'Total', line.total),
];

export const encodeOptionTotals = ({ net, tax }: FulfillmentOption) => [
  entry('subtotal', 'Subtotal', net),
  entry('tax', 'Tax', tax),
  entry('total', 'Total', net + tax),
];
