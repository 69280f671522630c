import type { OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import type { Connection } from '../../connectors/connection';
import type { TakeInSnapshot } from '../../orders/take-in-snapshot';
import { isOrderGone } from '../steps/undo-order';
import { Unreachable, type Difference } from './difference';
import type { EndedAttempt } from './ports';

/** Holds an attempt's order against the platform's, which is the truth about orders. */
export async function compareOrder(
  connection: Connection,
  attempt: EndedAttempt,
  takeIn: TakeInSnapshot,
): Promise<readonly Difference[]> {
  try {
    return attempt.state === 'succeeded'
      ? await ofSale(connection, attempt, takeIn)
      : await ofFailure(connection, attempt);
  } catch (error) {
    if (error instanceof ConnectorError) throw new Unreachable(error.message);
    throw error;
  }
}

async function ofSale(
  { tenantId, connectionId, platform }: Connection,
  { order }: EndedAttempt,
  takeIn: TakeInSnapshot,
): Promise<readonly Difference[]> {
  if (order === undefined) throw new Error('A sale has an order.');
  const reference = order.platformOrderId;
  const snapshot = await orderAt(platform.store, reference);
  if (snapshot === undefined)
    return [
      {
        code: 'order_missing',
        reference,
        detail: `The shop does not know order ${reference}, which is paid. Restore it there, or refund it.`,
      },
    ];
  const found: Difference[] = [];
  if (snapshot.version > order.snapshotVersion)
    found.push({
      code: 'order_behind',
      reference: `${reference}@${snapshot.version}`,
      detail: `The shop had a newer state of order ${reference}.`,
      mend: async () => {
        await takeIn.execute({ tenantId, connectionId, platformOrderId: reference }, snapshot);
        return true;
      },
    });
  // What a cancelled order is to get back is followed by itself, once its state is known.
  if (snapshot.status !== 'canceled' && !snapshot.paid)
    found.push({
      code: 'order_unpaid',
      reference,
      detail: `The shop shows order ${reference} as unpaid, and it is paid. Mark it as paid there.`,
    });
  return found;
}

/** What an attempt that ended without a sale left at the shop, and nobody else uses. */
async function ofFailure(
  { platform }: Connection,
  { attemptId, heldOrder, siblings }: EndedAttempt,
): Promise<readonly Difference[]> {
  const { store } = platform;
  const placed = await store.findOrder({ idempotencyKey: `${attemptId}:order` });
  if (placed === undefined) return [];
  const reference = placed.platformOrderId;
  const isUsed = [heldOrder, ...siblings.map(({ order }) => order)].some(
    (order) => order?.platformOrderId === reference,
  );
  if (isUsed || placed.snapshot.status === 'canceled') return [];
  if (placed.snapshot.paid)
    return [
      {
        code: 'order_paid_otherwise',
        reference,
        detail: `Order ${reference} of an attempt that ended without a sale is paid at the shop. Look at it there.`,
      },
    ];
  return [
    {
      code: 'order_left',
      reference,
      detail: `Order ${reference} of an attempt that ended without a sale still stood at the shop.`,
      mend: async () => {
        const cancel = {
          idempotencyKey: `${attemptId}:order:cancel`,
          note: 'The payment did not go through.',
        };
        try {
          return (await store.cancelOrder(reference, cancel)).status === 'canceled';
        } catch (error) {
          if (error instanceof ConnectorError && error.failure.kind === 'rejected') return isOrderGone(error);
          throw error;
        }
      },
    },
  ];
}

async function orderAt(
  store: Connection['platform']['store'],
  id: string,
): Promise<OrderSnapshot | undefined> {
  try {
    return await store.getOrder(id);
  } catch (error) {
    if (isOrderGone(error)) return undefined;
    throw error;
  }
}
