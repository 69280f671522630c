import assert from 'node:assert/strict';
import { checksOf } from '../check';
import { expectFailure, expectRejection } from '../expect-failure';
import { paymentOf, placeOne } from '../shopping';
import { bookedOrder } from './books';

const cancellation = { idempotencyKey: 'cancel-1', note: 'The session was canceled.' };

export const confirmingChecks = checksOf('Confirming')({
  'confirm.paid_once': {
    title: 'Confirming records the payment with its reference; the same key again records nothing more.',
    async run({ first, facts }) {
      const placed = await placeOne(first.store, facts);
      const payment = paymentOf(placed);
      const snapshots = [
        await first.store.confirmOrder(placed.platformOrderId, payment),
        await first.store.confirmOrder(placed.platformOrderId, payment),
      ];
      assert.deepEqual(
        snapshots.map(({ paid }) => paid),
        [true, true],
      );
      const { payments } = await bookedOrder(first.backDoor, placed.platformOrderId);
      assert.deepEqual(payments, [{ amount: payment.amount.amount, reference: payment.reference }]);
    },
  },
  'confirm.amount_mismatch': {
    title: 'A payment of another amount than the order’s total is refused, and the order stays unpaid.',
    async run({ first, facts }) {
      const placed = await placeOne(first.store, facts);
      const payment = paymentOf(placed);
      await expectRejection(
        first.store.confirmOrder(placed.platformOrderId, {
          ...payment,
          amount: { ...payment.amount, amount: payment.amount.amount - 1 },
        }),
        'a payment that is one minor unit short',
        'amount_mismatch',
      );
      assert.deepEqual((await bookedOrder(first.backDoor, placed.platformOrderId)).payments, []);
    },
  },
  'confirm.canceled_order': {
    title: 'A canceled order takes no payment: `order_state`.',
    async run({ first, facts }) {
      const placed = await placeOne(first.store, facts);
      await first.store.cancelOrder(placed.platformOrderId, cancellation);
      await expectRejection(
        first.store.confirmOrder(placed.platformOrderId, paymentOf(placed)),
        'paying a canceled order',
        'order_state',
      );
      assert.deepEqual((await bookedOrder(first.backDoor, placed.platformOrderId)).payments, []);
    },
  },
  'confirm.unknown_outcome': {
    title: 'A confirmation that was applied and not answered is `unknown`; repeating it pays once.',
    async run({ first, facts }) {
      const placed = await placeOne(first.store, facts);
      const payment = paymentOf(placed);
      await first.backDoor.strike({ kind: 'silence_after_applying', write: 'confirm' });
      const { outcome } = await expectFailure(
        first.store.confirmOrder(placed.platformOrderId, payment),
        'confirming without an answer',
        'transient',
      );
      assert.equal(outcome, 'unknown');
      await first.backDoor.heal();
      assert.equal((await first.store.confirmOrder(placed.platformOrderId, payment)).paid, true);
      const { payments } = await bookedOrder(first.backDoor, placed.platformOrderId);
      assert.equal(payments.length, 1, 'the payment must stand in the books once');
    },
  },
});
