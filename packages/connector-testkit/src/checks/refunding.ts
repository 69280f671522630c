import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { money } from '@acp-hub/commerce';
import type { ConnectorCapabilities, RefundOrder, Store } from '@acp-hub/connector';
import { checksOf } from '../check';
import { expectFailure } from '../expect-failure';
import type { Scene } from '../scene';
import { buyOne } from '../shopping';
import { bookedOrder } from './books';

const canRefund = ({ refunds }: ConnectorCapabilities): boolean => refunds !== 'none';

const refundOf = (store: Store, platformOrderId: string, refund: RefundOrder) =>
  store.refundOrder?.(platformOrderId, refund) ??
  assert.fail('the connector declares refunds and has no refundOrder');

/** A bought order and a refund of it: a part where the connector can, else the whole. */
async function refundable({ first, facts, connector }: Scene) {
  const { placed } = await buyOne(first.store, facts);
  const { amount, currency } = placed.total;
  const part = connector.capabilities.refunds === 'partial' ? Math.floor(amount / 2) : amount;
  const refund: RefundOrder = {
    idempotencyKey: randomUUID(),
    amount: money(part, currency),
    items: [],
    restock: false,
    reason: 'Arrived damaged.',
    reference: 're_1',
  };
  return { placed, refund };
}

export const refundingChecks = checksOf('Refunding')({
  'refund.once': {
    title: 'A refund stands in the books once per key, at exactly its amount.',
    appliesTo: canRefund,
    async run(scene) {
      const { first } = scene;
      const { placed, refund } = await refundable(scene);
      const record = await refundOf(first.store, placed.platformOrderId, refund);
      await refundOf(first.store, placed.platformOrderId, refund);
      const { refunds } = await bookedOrder(first.backDoor, placed.platformOrderId);
      assert.deepEqual(refunds, [{ amount: refund.amount.amount }]);
      assert.deepEqual(
        record.snapshot.refunds.map(({ id, amount }) => ({ id, amount })),
        [{ id: record.platformRefundId, amount: refund.amount.amount }],
      );
    },
  },
  'refund.no_more_than_paid': {
    title: 'More than was paid is refused, and nothing is written.',
    appliesTo: canRefund,
    async run(scene) {
      const { first } = scene;
      const { placed, refund } = await refundable(scene);
      const tooMuch = { ...refund, amount: money(placed.total.amount + 1, placed.total.currency) };
      const { outcome } = await expectFailure(
        refundOf(first.store, placed.platformOrderId, tooMuch),
        'refunding more than was paid',
        'rejected',
      );
      assert.equal(outcome, 'not_applied');
      assert.deepEqual((await bookedOrder(first.backDoor, placed.platformOrderId)).refunds, []);
    },
  },
  'refund.unknown_outcome': {
    title: 'A refund that was applied and not answered is `unknown`; repeating it refunds once.',
    appliesTo: canRefund,
    async run(scene) {
      const { first } = scene;
      const { placed, refund } = await refundable(scene);
      await first.backDoor.strike({ kind: 'silence_after_applying', write: 'refund' });
      const { outcome } = await expectFailure(
        refundOf(first.store, placed.platformOrderId, refund),
        'refunding without an answer',
        'transient',
      );
      assert.equal(outcome, 'unknown');
      await first.backDoor.heal();
      await refundOf(first.store, placed.platformOrderId, refund);
      assert.equal((await bookedOrder(first.backDoor, placed.platformOrderId)).refunds.length, 1);
    },
  },
});
