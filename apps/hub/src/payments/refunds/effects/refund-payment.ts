import { paymentId, type PaymentAccount, type PaymentWriteError } from '@acp-hub/payment';
import type { Currency } from '@acp-hub/commerce';
import type { EffectResult } from '../advance-refund';
import type { Refund } from '../refund';

interface Where {
  readonly account: PaymentAccount;
  readonly paymentId: string;
  readonly currency: Currency;
  readonly platformOrderId: string;
}

/**
 * Gives the money back. The key derives from the refund and stands for this one amount: sent again it is recognised.
 * Whoever repeats it has looked at the provider's refunds first and found none that it could be.
 */
export async function refundPayment(refund: Refund, where: Where): Promise<EffectResult> {
  const answer = await where.account.refund({
    idempotencyKey: `${refund.refundId}:refund:${refund.saga.round}`,
    paymentId: paymentId(where.paymentId),
    amount: { amount: refund.amount, currency: where.currency },
    orderId: where.platformOrderId,
    reason: 'requested_by_customer',
  });
  return answer.ok ? { kind: 'refunded', reference: answer.value.id } : failed(answer.error);
}

function failed(error: PaymentWriteError): EffectResult {
  const { outcome, message: why } = error;
  switch (error.kind) {
    case 'transient':
    case 'config':
    case 'auth':
      return { kind: 'retry', outcome, waitMs: 0, why };
    case 'rate_limited':
      return { kind: 'retry', outcome, waitMs: (error.retryAfterSeconds ?? 1) * 1_000, why };
    case 'rejected':
      return {
        kind: 'refused',
        because: error.reason === 'amount_out_of_range' ? 'amount' : 'other',
        why,
      };
    case 'unsupported':
      return { kind: 'refused', because: 'other', why };
  }
}
