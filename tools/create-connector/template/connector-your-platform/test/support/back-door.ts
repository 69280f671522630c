import { money, toDecimalString, type Currency } from '@acp-hub/commerce';
import { NotWrittenError } from '@acp-hub/connector';
import type { BackDoor } from '@acp-hub/connector-testkit';
import type { FakeYourPlatform } from '@acp-hub/fake-your-platform';
import { planOf } from './faults';

/** For what the fake cannot tell or do while it takes no orders. */
const notWritten = (method: keyof BackDoor) => async (): Promise<never> => {
  throw new NotWrittenError(`BackDoor.${method}`, {
    file: 'packages/connector-your-platform/test/support/back-door.ts',
    contract: 'packages/connector-testkit/src/back-door.ts',
  });
};

/** Past the connector: the merchant's back office at the fake. */
export function backDoorOf(platform: FakeYourPlatform, token: string, currency: Currency): BackDoor {
  const office = platform.backOffice(token);
  let refusing = false;
  return {
    readOrders: notWritten('readOrders'),
    changePrice: async (id, price) =>
      office.changeVariant(id, { price: toDecimalString(money(price, currency)) }),
    changeStock: async (id, stock) => office.changeVariant(id, { stock }),
    editProduct: async (id) => office.saveProduct(id),
    deleteProduct: async (id) => office.deleteProduct(id),
    async makeUnsellable(productId) {
      const product = office.products().find(({ id }) => id === productId);
      for (const { id } of product?.variants ?? []) office.changeVariant(id, { price: '' });
    },
    shipOrder: notWritten('shipOrder'),
    refundInBackOffice: notWritten('refundInBackOffice'),
    async strike(fault) {
      if (fault.kind !== 'refuse') return platform.faults.schedule(planOf(fault));
      refusing = true;
      await platform.refuse();
    },
    async heal() {
      platform.faults.clear();
      if (refusing) await platform.accept();
      refusing = false;
    },
  };
}
