import { requestDigest, type QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError, type Store } from '@acp-hub/connector';
import type { HeldOrder } from '../../checkout/ports';
import type { StepResult } from '../saga';
import { conflict, failedWith } from './failures';
import type { StepContext } from './step-context';
import { isOrderGone } from './undo-order';

/** A held order that runs out sooner than this is not built upon. */
const LEAST_TIME_LEFT_MS = 120_000;

/**
 * Takes up the order that an earlier attempt left unpaid at the platform, or lets go of it where it does not fit any
 * more. `undefined`: there is none to go on with. One that was paid otherwise is neither paid again nor cancelled.
 */
export async function heldBefore(
  context: StepContext,
  request: QuoteRequest,
): Promise<StepResult | undefined> {
  const held = context.attempt.stored.heldOrder;
  if (held === undefined) return undefined;
  const { store } = context.connection.platform;
  const standing = await standingOf(store, held);
  if (standing === 'gone') return undefined;
  if (standing === 'paid') return paidOtherwise(held);
  if (fits(context, held, request)) return { kind: 'placed', order: held };
  try {
    await store.cancelOrder(held.platformOrderId, {
      idempotencyKey: `${held.idempotencyKey}:cancel`,
      note: 'The buyer changed the checkout.',
    });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if ((await standingOf(store, held)) !== 'gone') return paidOtherwise(held);
  }
  return undefined;
}

/** What became of a held order meanwhile. */
export async function standingOf(store: Store, held: HeldOrder): Promise<'held' | 'paid' | 'gone'> {
  try {
    const { status, paid } = await store.getOrder(held.platformOrderId);
    if (status === 'canceled') return 'gone';
    return paid ? 'paid' : 'held';
  } catch (error) {
    if (isOrderGone(error)) return 'gone';
    throw error;
  }
}

function fits({ saga, now }: StepContext, held: HeldOrder, request: QuoteRequest): boolean {
  const timeLeft = held.heldUntil === undefined ? Infinity : Date.parse(held.heldUntil) - now.getTime();
  return (
    held.total === saga.total &&
    held.requestDigest === requestDigest(request) &&
    timeLeft > LEAST_TIME_LEFT_MS
  );
}

const paidOtherwise = ({ platformOrderId }: HeldOrder): StepResult =>
  failedWith(
    conflict('The shop has taken this order over and it cannot be paid here; cancel the checkout.'),
    `order ${platformOrderId} is no longer held: the shop says it is paid, or does not let go of it`,
  );

const isRefusal = (error: unknown): boolean =>
  error instanceof ConnectorError && error.failure.kind === 'rejected';
