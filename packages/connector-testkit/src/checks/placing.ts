import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { checksOf } from '../check';
import { expectFailure, expectRejection, failureOf } from '../expect-failure';
import { acceptedOrder } from '../shopping';
import { assertOrderCount, bookedOrder } from './books';

export const placingChecks = checksOf('Placing')({
  'place.books_what_was_accepted': {
    title: 'The order in the platform’s books is the one the buyer accepted, at the accepted total.',
    async run({ first, facts, connector }) {
      const { inStock, variant } = facts.items;
      const order = await acceptedOrder(first.store, facts, [
        [inStock.id, 2],
        [variant.id, 1],
      ]);
      const placed = await first.store.placeOrder(order);
      const booked = await bookedOrder(first.backDoor, placed.platformOrderId);
      assert.deepEqual(
        { total: booked.total, email: booked.email, canceled: booked.canceled },
        { total: order.expectedTotal.amount, email: order.buyer.email, canceled: false },
      );
      assert.deepEqual(Object.fromEntries(booked.lines.map(({ itemId, quantity }) => [itemId, quantity])), {
        [inStock.id]: 2,
        [variant.id]: 1,
      });
      assert.deepEqual(placed.total, order.expectedTotal);
      assert.equal(placed.snapshot.platformOrderId, placed.platformOrderId);
      if (connector.capabilities.placement === 'held')
        assert.deepEqual(
          [placed.snapshot.paid, booked.payments.length],
          [false, 0],
          'a held order is unpaid',
        );
      await assertOrderCount(first.backDoor, 1, 'one order was placed');
    },
  },
  'place.same_key_one_order': {
    title: 'The same key again answers the same order, and the books have it once.',
    appliesTo: ({ orderIdempotency }) => orderIdempotency !== 'none',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      const placed = [await first.store.placeOrder(order), await first.store.placeOrder(order)];
      assert.equal(placed[0]?.platformOrderId, placed[1]?.platformOrderId);
      await assertOrderCount(first.backDoor, 1, 'one key was used');
    },
  },
  'place.same_key_at_once': {
    title: 'The same key four times at once makes one order, and whoever gets an answer gets that one.',
    appliesTo: ({ orderIdempotency }) => orderIdempotency !== 'none',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      const calls = Array.from({ length: 4 }, () => first.store.placeOrder(order));
      const outcomes = await Promise.allSettled(calls);
      const placed = outcomes.flatMap((outcome) =>
        outcome.status === 'fulfilled' ? [outcome.value.platformOrderId] : [],
      );
      const lost = calls.filter((_call, index) => outcomes[index]?.status === 'rejected');
      for (const call of lost) await failureOf(call, 'a call that lost the race');
      assert.equal(new Set(placed).size, 1, `callers got ${new Set(placed).size} different orders`);
      await assertOrderCount(first.backDoor, 1, 'one key was used at once');
    },
  },
  'place.other_key_other_order': {
    title: 'Another key for the same basket is another order.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      const one = await first.store.placeOrder(order);
      const again = await acceptedOrder(first.store, facts);
      const two = await first.store.placeOrder({ ...again, idempotencyKey: randomUUID() });
      assert.notEqual(one.platformOrderId, two.platformOrderId);
      await assertOrderCount(first.backDoor, 2, 'two keys were used');
    },
  },
  'place.price_changed': {
    title: 'Where the price moved, up or down, nothing is placed: `price_changed`.',
    async run({ first, facts }) {
      const { inStock } = facts.items;
      const order = await acceptedOrder(first.store, facts);
      for (const price of [inStock.price + 100, inStock.price - 100]) {
        await first.backDoor.changePrice(inStock.id, price);
        await expectRejection(
          first.store.placeOrder({ ...order, idempotencyKey: randomUUID() }),
          'an order at a price that no longer holds',
          'price_changed',
        );
      }
      await assertOrderCount(first.backDoor, 0, 'the price had changed');
    },
  },
  'place.out_of_stock': {
    title: 'Where stock ran out since the quote, nothing is placed: `out_of_stock`, naming the item.',
    appliesTo: ({ stock }) => stock !== 'unchecked',
    async run({ first, facts }) {
      const { inStock, second } = facts.items;
      const order = await acceptedOrder(first.store, facts, [
        [inStock.id, 1],
        [second.id, 1],
      ]);
      await first.backDoor.changeStock(second.id, 0);
      const { items } = await expectRejection(
        first.store.placeOrder(order),
        'an order of what ran out',
        'out_of_stock',
      );
      assert.deepEqual(items, [second.id]);
      await assertOrderCount(first.backDoor, 0, 'stock had run out');
    },
  },
  'place.unknown_outcome': {
    title: 'A placement that was applied and not answered is `unknown`, and the order is found by its key.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      await first.backDoor.strike({ kind: 'silence_after_applying', write: 'place' });
      const { outcome } = await expectFailure(
        first.store.placeOrder(order),
        'placing without an answer',
        'transient',
      );
      assert.equal(outcome, 'unknown', 'an unanswered placement may have been applied');
      await first.backDoor.heal();
      const found = await first.store.findOrder({ idempotencyKey: order.idempotencyKey });
      const [booked] = await first.backDoor.readOrders();
      assert.ok(booked, 'nothing was checked: silence_after_applying must apply the order');
      assert.equal(found?.platformOrderId, booked.platformOrderId);
      assert.deepEqual(found.total, order.expectedTotal);
    },
  },
  'place.retries_place_once': {
    title: 'However often an unanswered placement was tried, and tried again later, there is one order.',
    appliesTo: ({ orderIdempotency }) => orderIdempotency !== 'none',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      await first.backDoor.strike({ kind: 'silence_after_applying', write: 'place' });
      await failureOf(first.store.placeOrder(order), 'placing without an answer');
      await first.backDoor.heal();
      const placed = await first.store.placeOrder(order);
      await assertOrderCount(first.backDoor, 1, 'one key was used');
      await bookedOrder(first.backDoor, placed.platformOrderId);
    },
  },
  'place.unreachable_is_not_applied': {
    title: 'A placement that could not be sent is `not_applied`.',
    async run({ first, facts }) {
      const order = await acceptedOrder(first.store, facts);
      await first.backDoor.strike({ kind: 'refuse' });
      const { outcome } = await expectFailure(
        first.store.placeOrder(order),
        'placing at an unreachable shop',
        'transient',
      );
      assert.equal(outcome, 'not_applied');
      await first.backDoor.heal();
      await assertOrderCount(first.backDoor, 0, 'nothing was sent');
    },
  },
});
