import assert from 'node:assert/strict';
import { checksOf } from '../check';
import { buyOne, paymentOf, placeOne } from '../shopping';

const parcel = { carrier: 'UPS', trackingNumber: '1Z12345E0291980793' };

export const afterSaleChecks = checksOf('After the sale')({
  'order.shipment': {
    title: 'A shipment made in the back office shows with carrier, tracking number and items.',
    async run({ first, facts }) {
      const { platformOrderId } = (await buyOne(first.store, facts)).placed;
      await first.backDoor.shipOrder(platformOrderId, parcel);
      const { shipments } = await first.store.getOrder(platformOrderId);
      assert.deepEqual(
        shipments.map(({ carrier, trackingNumber, items }) => ({ carrier, trackingNumber, items })),
        [{ ...parcel, items: [{ itemId: facts.items.inStock.id, quantity: 1 }] }],
      );
    },
  },
  'order.back_office_refund': {
    title: 'A refund made in the back office shows with its amount.',
    async run({ first, facts }) {
      const { platformOrderId } = (await buyOne(first.store, facts)).placed;
      const amount = Math.floor(facts.items.inStock.price / 2);
      await first.backDoor.refundInBackOffice(platformOrderId, amount);
      const { refunds } = await first.store.getOrder(platformOrderId);
      assert.deepEqual(
        refunds.map((refund) => refund.amount),
        [amount],
      );
    },
  },
  'order.version_grows': {
    title: 'Every change gives an order’s snapshot a higher version, and reading it does not.',
    async run({ first, facts }) {
      const placed = await placeOne(first.store, facts);
      const { platformOrderId } = placed;
      const version = async () => (await first.store.getOrder(platformOrderId)).version;
      const versions = [await version()];
      await first.store.confirmOrder(platformOrderId, paymentOf(placed));
      versions.push(await version());
      await first.backDoor.shipOrder(platformOrderId, parcel);
      versions.push(await version());
      const grows = versions.every(
        (value, index) => index === 0 || value > (versions[index - 1] ?? Infinity),
      );
      assert.ok(grows, `versions after placing, paying and shipping: ${versions.join(', ')}`);
      assert.equal(await version(), versions.at(-1), 'reading must not change the version');
    },
  },
});
