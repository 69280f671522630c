import assert from 'node:assert/strict';
import type { BackDoor, BookedOrder } from '../back-door';

/** The order as the platform has it. @throws AssertionError where it has none of that id. */
export async function bookedOrder(backDoor: BackDoor, platformOrderId: string): Promise<BookedOrder> {
  const orders = await backDoor.readOrders();
  return (
    orders.find((order) => order.platformOrderId === platformOrderId) ??
    assert.fail(`the platform has no order ${platformOrderId}`)
  );
}

export async function assertOrderCount(backDoor: BackDoor, count: number, why: string): Promise<void> {
  const orders = await backDoor.readOrders();
  assert.equal(orders.length, count, `${why}: the platform has ${orders.length} orders, not ${count}`);
}
