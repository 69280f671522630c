import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { checksOf } from '../check';
import { expectFailure, expectRejection } from '../expect-failure';
import { acceptedOrder, allPages, buyOne, paymentOf, placeOne } from '../shopping';

export const lookingUpChecks = checksOf('Looking up')({
  'lookup.by_key_in_any_state': {
    title: 'An order is found by its key whatever has become of it.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      const placed = await first.store.placeOrder(order);
      const { platformOrderId } = placed;
      const find = () => first.store.findOrder({ idempotencyKey: order.idempotencyKey });
      assert.equal((await find())?.platformOrderId, platformOrderId, 'just placed');
      await first.store.confirmOrder(platformOrderId, paymentOf(placed));
      const paid = await find();
      assert.equal(paid?.platformOrderId, platformOrderId, 'paid');
      assert.deepEqual([paid.snapshot.paid, paid.total], [true, placed.total]);
    },
  },
  'lookup.canceled_by_key': {
    title: 'A canceled order is found by its key too, and says that it is canceled.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      const { platformOrderId } = await first.store.placeOrder(order);
      await first.store.cancelOrder(platformOrderId, { idempotencyKey: randomUUID(), note: 'No payment.' });
      const found = await first.store.findOrder({ idempotencyKey: order.idempotencyKey });
      assert.equal(found?.platformOrderId, platformOrderId);
      assert.equal(found.snapshot.status, 'canceled');
    },
  },
  'lookup.absence': {
    title: 'A key that placed nothing finds nothing.',
    async run({ first, facts }) {
      await placeOne(first.store, facts);
      assert.equal(await first.store.findOrder({ idempotencyKey: randomUUID() }), undefined);
    },
  },
  'lookup.failure_is_no_proof': {
    title: 'A look-up that fails rejects: `undefined` is proof that there is no order.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      await first.store.placeOrder(order);
      const find = () => first.store.findOrder({ idempotencyKey: order.idempotencyKey });
      await first.backDoor.strike({ kind: 'server_error' });
      await expectFailure(find(), 'looking up at a failing shop', 'transient');
      await first.backDoor.heal();
      await first.backDoor.strike({ kind: 'refuse' });
      await expectFailure(find(), 'looking up at an unreachable shop', 'transient');
    },
  },
  'lookup.unknown_order': {
    title: 'An unknown order id is `order_not_found`, for reading and for writing.',
    async run({ first, facts }) {
      const { platformOrderId } = await placeOne(first.store, facts);
      const unknown = `${platformOrderId}9`;
      await expectRejection(first.store.getOrder(unknown), 'reading an unknown order', 'order_not_found');
      await expectRejection(
        first.store.cancelOrder(unknown, { idempotencyKey: randomUUID(), note: 'No payment.' }),
        'canceling an unknown order',
        'order_not_found',
      );
    },
  },
  'lookup.changed_since': {
    title: '`listOrders` yields every order changed at that moment or later, once, and no other.',
    async run({ first, facts }) {
      for (let count = 0; count < 3; count += 1) await buyOne(first.store, facts);
      const list = async (updatedSince: string) => {
        const { items } = await allPages((cursor) =>
          first.store.listOrders({ updatedSince, ...(cursor !== undefined && { cursor }) }),
        );
        return items;
      };
      const all = await list('2000-01-01T00:00:00Z');
      const booked = await first.backDoor.readOrders();
      assert.deepEqual(
        all.map(({ platformOrderId }) => platformOrderId).sort(),
        booked.map(({ platformOrderId }) => platformOrderId).sort(),
      );
      assert.deepEqual(await list('2100-01-01T00:00:00Z'), []);
      const latest =
        all
          .map(({ updatedAt }) => updatedAt)
          .sort()
          .at(-1) ?? assert.fail('no order was listed');
      const since = await list(latest);
      assert.ok(since.length > 0, 'updatedSince is inclusive');
    },
  },
});
