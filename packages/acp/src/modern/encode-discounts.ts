import type { AppliedDiscount, CheckoutSession, DiscountAllocation } from '@acp-hub/commerce';
import { agentHasExtension } from '../capabilities';
import { compact } from '../common/compact';

function pathOf({ target }: DiscountAllocation, session: CheckoutSession): string {
  switch (target.kind) {
    case 'item': {
      const index = session.lines.findIndex(({ item }) => item.id === target.item);
      return index < 0 ? '$.line_items' : `$.line_items[${index}]`;
    }
    case 'fulfillment':
      return '$.totals.fulfillment';
    case 'order':
      return '$.totals.discount';
  }
}

const isPercentage = (percent: number | undefined): percent is number =>
  percent !== undefined && percent >= 0 && percent <= 100;

function encodeApplied(discount: AppliedDiscount, index: number, session: CheckoutSession) {
  const { code, name, amount, automatic, percentOff, allocations } = discount;
  return {
    id: `di_${index + 1}`,
    ...compact({ code }),
    coupon: {
      id: code ?? `automatic_${index + 1}`,
      name,
      ...(isPercentage(percentOff)
        ? { percent_off: percentOff }
        : { amount_off: amount, currency: session.currency.toLowerCase() }),
    },
    amount,
    automatic,
    allocations: allocations.map((allocation) => ({
      path: pathOf(allocation, session),
      amount: allocation.amount,
    })),
  };
}

/** The discount extension's part: shown to agents that have it, or that sent codes. */
export function encodeDiscounts(session: CheckoutSession) {
  if (session.coupons.length === 0 && !agentHasExtension(session.agentCapabilities, 'discount'))
    return undefined;
  return {
    codes: [...session.coupons],
    applied: session.appliedDiscounts.map((discount, index) => encodeApplied(discount, index, session)),
    rejected: session.rejectedDiscounts.map(({ code, reason, message }) =>
      compact({ code, reason, message }),
    ),
  };
}
