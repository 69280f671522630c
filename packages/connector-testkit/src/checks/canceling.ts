import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { checksOf } from '../check';
import { expectRejection } from '../expect-failure';
import { acceptedOrder, buyOne, placeOne, requestFor } from '../shopping';
import { bookedOrder } from './books';
import { lineOf } from './quote-assertions';

const reason = () => ({ idempotencyKey: randomUUID(), note: 'The buyer changed their mind.' });

export const cancelingChecks = checksOf('Cancelling')({
  'cancel.in_the_books': {
    title: 'Cancelling cancels in the platform’s books; doing it twice is no error.',
    async run({ first, facts }) {
      const { platformOrderId } = await placeOne(first.store, facts);
      const snapshots = [
        await first.store.cancelOrder(platformOrderId, reason()),
        await first.store.cancelOrder(platformOrderId, reason()),
      ];
      assert.deepEqual(
        snapshots.map(({ status }) => status),
        ['canceled', 'canceled'],
      );
      assert.equal((await bookedOrder(first.backDoor, platformOrderId)).canceled, true);
    },
  },
  'cancel.releases_stock': {
    title: 'What a canceled order had reserved can be bought again.',
    appliesTo: ({ stock }) => stock === 'reserved',
    async run({ first, facts }) {
      const { limited } = facts.items;
      const left = async () =>
        lineOf(await first.store.quote(requestFor(facts, [[limited.id, 1]])), limited.id).stock;
      const order = await acceptedOrder(first.store, facts, [[limited.id, limited.available]]);
      const { platformOrderId } = await first.store.placeOrder(order);
      assert.equal((await left()).status, 'out_of_stock', 'an unpaid order must reserve its stock');
      await first.store.cancelOrder(platformOrderId, reason());
      assert.notEqual((await left()).status, 'out_of_stock');
    },
  },
  'cancel.shipped_order': {
    title: 'What has shipped is not canceled: `order_state`, and the books agree.',
    async run({ first, facts }) {
      const { platformOrderId } = (await buyOne(first.store, facts)).placed;
      await first.backDoor.shipOrder(platformOrderId, { carrier: 'UPS', trackingNumber: '1Z999' });
      await expectRejection(
        first.store.cancelOrder(platformOrderId, reason()),
        'canceling a shipped order',
        'order_state',
      );
      assert.equal((await bookedOrder(first.backDoor, platformOrderId)).canceled, false);
    },
  },
});
