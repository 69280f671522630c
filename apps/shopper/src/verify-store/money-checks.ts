import { order, refundResult } from '@acp-hub/store-contract';
import type { Check } from '../verify/check';
import { ensure } from '../verify/verdict';
import { ensureAnswer, paidOrder, placed, type StoreContext } from './context';
import { ensureStoreError } from './store-client';

const REASON = { reason: 'shopper verify-store' };

export const moneyChecks: readonly Check<StoreContext>[] = [
  {
    id: 'payment.record',
    sentence: 'makes a held order paid, once, however often it is told of the same payment',
    source: 'POST /orders/{id}/payment',
    async run(context) {
      const paid = await paidOrder(context);
      ensure(paid.payment?.amount === paid.totals.total, 'the payment is not in the order');
      ensure(paid.status !== 'awaiting_payment', 'the order still awaits payment');
      const body = { provider: 'sandbox', reference: `pay_${paid.id}`, amount: paid.totals.total };
      const again = ensureAnswer(await context.call('recordPayment', { id: paid.id, body }), 200, order);
      ensure(again.version === paid.version, 'the second word of the payment changed the order');
    },
  },
  {
    id: 'payment.mismatch',
    sentence: 'answers 409 payment_mismatch to a sum that is not the total',
    source: 'POST /orders/{id}/payment',
    async run(context) {
      const { id, totals } = await placed(context);
      const body = { provider: 'sandbox', reference: `pay_${id}`, amount: totals.total - 1 };
      ensureStoreError(await context.call('recordPayment', { id, body }), [409], 'payment_mismatch');
    },
  },
  {
    id: 'cancel.held',
    sentence: 'cancels a held order, and again without a change; then takes no payment for it',
    source: 'POST /orders/{id}/cancel',
    async run(context) {
      const { id, totals } = await placed(context);
      const canceled = ensureAnswer(await context.call('cancelOrder', { id, body: REASON }), 200, order);
      ensure(canceled.status === 'canceled', `the order is "${canceled.status}"`);
      const again = ensureAnswer(await context.call('cancelOrder', { id, body: REASON }), 200, order);
      ensure(again.version === canceled.version, 'cancelling twice changed the order');
      const body = { provider: 'sandbox', reference: `pay_${id}`, amount: totals.total };
      ensureStoreError(await context.call('recordPayment', { id, body }), [409], 'order_canceled');
    },
  },
  {
    id: 'refund.record',
    sentence: 'records a refund, raises the version of the order, and refunds no more than was paid',
    source: 'POST /orders/{id}/refunds',
    async run(context) {
      const { id, totals, version } = await paidOrder(context);
      const body = { amount: 1, items: [], restock: false, ...REASON };
      const refunded = ensureAnswer(await context.call('refundOrder', { id, body }), 201, refundResult);
      ensure(refunded.order.version > version, 'the version did not rise');
      ensure(refunded.order.refunds.length === 1, 'the refund is not in the order');
      const tooMuch = { ...body, amount: totals.total };
      ensureStoreError(
        await context.call('refundOrder', { id, body: tooMuch }),
        [409],
        'refund_exceeds_paid',
      );
    },
  },
];
