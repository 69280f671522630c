import type { Order, OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import type { Connection } from '../../../connectors/connection';
import { MAY_STILL_ARRIVE_MS } from '../../may-still-arrive';
import type { EffectResult } from '../advance-refund';
import type { Refund } from '../refund';

/** `platform`: where the platform's books have it, and what they say now. */
export type WriteResult =
  | Exclude<EffectResult, { readonly kind: 'written' }>
  | {
      readonly kind: 'written';
      readonly platform?: { readonly refundId: string; readonly snapshot: OrderSnapshot };
    };

/**
 * Writes a refund that has been made into the platform's books, after a look whether it stands there already: by
 * another try whose answer got lost, or by the merchant's own hand. Moves no money.
 */
export async function writeToPlatform(
  refund: Refund,
  order: Order,
  platform: Connection['platform'],
): Promise<WriteResult> {
  const { store, capabilities } = platform;
  if (store.refundOrder === undefined)
    return { kind: 'refused', because: 'other', why: 'It keeps no refunds.' };
  try {
    const before = await store.getOrder(order.platformOrderId);
    const there = standsThere(refund, order, before);
    if (there !== undefined) return { kind: 'written', platform: { refundId: there, snapshot: before } };
    const { platformRefundId, snapshot } = await store.refundOrder(order.platformOrderId, {
      idempotencyKey: `${refund.refundId}:platform`,
      amount: { amount: refund.amount, currency: order.currency },
      items: [],
      restock: false,
      reason: reasons[refund.source],
      ...(refund.saga.providerReference === undefined ? {} : { reference: refund.saga.providerReference }),
    });
    return { kind: 'written', platform: { refundId: platformRefundId, snapshot } };
  } catch (error) {
    return failed(error, capabilities.orderIdempotency === 'native' ? 0 : MAY_STILL_ARRIVE_MS);
  }
}

const reasons: Readonly<Record<Refund['source'], string>> = {
  platform: 'Refunded',
  price_adjustment: 'Price lowered',
  cancellation: 'Order canceled',
  provider: 'Refunded at the payment provider',
  dispute: 'Disputed by the buyer’s bank, and lost',
};

/** By the money it names, or, where the platform keeps no such name, by an amount that nothing else accounts for. */
function standsThere(refund: Refund, order: Order, { refunds }: OrderSnapshot): string | undefined {
  const named = refunds.find(({ reference }) => reference === refund.saga.providerReference);
  const alike = refunds.find(
    ({ id, reference, amount }) =>
      reference === undefined &&
      amount === refund.amount &&
      !order.adjustments.some(({ references }) => references?.platform === id),
  );
  return (named ?? alike)?.id;
}

/** @param doubtMs the wait where it may have been written. @throws what is not a connector's failure: a bug. */
function failed(error: unknown, doubtMs: number): EffectResult {
  if (!(error instanceof ConnectorError)) throw error;
  const { failure, outcome, message: why } = error;
  switch (failure.kind) {
    case 'transient':
    case 'config':
    case 'auth':
      return { kind: 'retry', outcome, waitMs: outcome === 'unknown' ? doubtMs : 0, why };
    case 'rate_limited':
      return { kind: 'retry', outcome, waitMs: failure.retryAfterMs, why };
    case 'rejected':
      return {
        kind: 'refused',
        because: failure.reason.code === 'amount_mismatch' ? 'amount' : 'other',
        why,
      };
    case 'unsupported':
      return { kind: 'refused', because: 'other', why };
  }
}
