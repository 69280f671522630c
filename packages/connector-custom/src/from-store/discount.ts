import { itemId, type AppliedDiscount, type RejectedDiscount } from '@acp-hub/commerce';
import type { WireAppliedDiscount, WireRejectedCoupon } from '@acp-hub/store-contract';
import { defined } from '../defined';

const readAllocation = (
  part: WireAppliedDiscount['allocations'][number],
): AppliedDiscount['allocations'][number] => {
  const { amount } = part;
  return part.target === 'item'
    ? { target: { kind: 'item', item: itemId(part.item_id) }, amount }
    : { target: { kind: part.target }, amount };
};

export const readApplied = (discount: WireAppliedDiscount): AppliedDiscount => {
  const { code, name, amount, automatic, percent_off: percentOff, allocations } = discount;
  return defined({ code, name, amount, automatic, percentOff, allocations: allocations.map(readAllocation) });
};

export const readRejected = ({ code, reason, message }: WireRejectedCoupon): RejectedDiscount =>
  defined({ code, reason: `discount_code_${reason}` as const, message });
