import assert from 'node:assert/strict';
import { checksOf } from '../check';
import { expectRejection } from '../expect-failure';
import { acceptedOrder, catalogueOf, requestFor } from '../shopping';

export const twoTenantsChecks = checksOf('Two tenants')({
  'tenants.catalogue_apart': {
    title: 'A merchant’s catalogue and item ids lead to no other merchant’s products.',
    async run({ first, second, facts }) {
      const { id, productId } = facts.foreignItem;
      const { items } = await catalogueOf(second.store);
      assert.ok(
        items.some((product) => product.id === productId),
        'nothing was checked: the second merchant does not sell foreignItem',
      );
      const own = await catalogueOf(first.store);
      assert.ok(
        !own.items.some((product) => product.id === productId),
        'another merchant’s product is listed',
      );
      assert.deepEqual(await first.store.getVariants([id]), []);
    },
  },
  'tenants.quote_apart': {
    title: 'Another merchant’s item is not sold.',
    async run({ first, facts }) {
      const quote = await first.store.quote(
        requestFor(facts, [
          [facts.foreignItem.id, 1],
          [facts.items.inStock.id, 1],
        ]),
      );
      assert.deepEqual(
        quote.lines.map(({ item }) => item.id),
        [facts.items.inStock.id],
      );
    },
  },
  'tenants.orders_apart': {
    title: 'Another merchant’s order is an unknown order, by its id, by its key and in lists.',
    async run({ first, second, facts }) {
      const order = await acceptedOrder(second.store, facts, [[facts.foreignItem.id, 1]]);
      const { platformOrderId } = await second.store.placeOrder(order);
      await expectRejection(
        first.store.getOrder(platformOrderId),
        'reading another merchant’s order',
        'order_not_found',
      );
      assert.equal(await first.store.findOrder({ idempotencyKey: order.idempotencyKey }), undefined);
      const { items } = await first.store.listOrders({ updatedSince: '2000-01-01T00:00:00Z' });
      assert.deepEqual(items, []);
    },
  },
});
