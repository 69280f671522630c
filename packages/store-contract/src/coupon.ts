import { z } from 'zod';
import { identifier, minorUnits, shortText } from './primitives';
import { contractRegistry } from './registry';

/** What a part of a discount was taken off. */
export const allocation = z
  .discriminatedUnion('target', [
    z.object({ target: z.literal('item'), item_id: identifier, amount: minorUnits }),
    z.object({ target: z.literal('fulfillment'), amount: minorUnits }),
    z.object({ target: z.literal('order'), amount: minorUnits }),
  ])
  .register(contractRegistry, { id: 'DiscountAllocation' });

export const appliedDiscount = z
  .object({
    code: shortText.optional().describe('Absent for promotions that need no code'),
    name: shortText,
    amount: minorUnits.describe('Net of tax; the sum of the allocations'),
    automatic: z.boolean(),
    percent_off: z.number().gt(0).max(100).optional(),
    allocations: z.array(allocation),
  })
  .register(contractRegistry, { id: 'AppliedDiscount' });

export const rejectedCoupon = z
  .object({
    code: z.string().max(300),
    reason: z.enum([
      'expired',
      'invalid',
      'already_applied',
      'combination_disallowed',
      'minimum_not_met',
      'user_not_logged_in',
      'user_ineligible',
      'usage_limit_reached',
    ]),
    message: z.string().max(500).optional(),
  })
  .register(contractRegistry, { id: 'RejectedCoupon' });

export type WireAppliedDiscount = z.infer<typeof appliedDiscount>;
export type WireRejectedCoupon = z.infer<typeof rejectedCoupon>;
