import { quoteRequestOf, requestDigest, type QuoteRequest } from '@acp-hub/commerce';
import type { PlacedOrder, PlaceOrder } from '@acp-hub/connector';
import type { HeldOrder } from '../../checkout/ports';
import type { StepResult } from '../saga';
import { platformFailure } from './failures';
import type { RunStep, StepContext } from './step-context';

/** A held order that runs out sooner than this is not built upon. */
const LEAST_TIME_LEFT_MS = 120_000;

/** Makes the order at the platform, or takes up the one that an earlier attempt left there unpaid. */
export const place: RunStep = async (context) => {
  try {
    const request = quoteRequestOf(context.attempt.stored.session);
    const kept = await heldBefore(context, request);
    if (kept !== undefined) return { kind: 'placed', order: kept };
    return await placeOrder(context, request);
  } catch (error) {
    return platformFailure(error);
  }
};

async function heldBefore(
  { attempt, connection, saga, now }: StepContext,
  request: QuoteRequest,
): Promise<HeldOrder | undefined> {
  const held = attempt.stored.heldOrder;
  if (held === undefined) return undefined;
  const { store } = connection.platform;
  const timeLeft = held.heldUntil === undefined ? Infinity : Date.parse(held.heldUntil) - now.getTime();
  const fits =
    held.total === saga.total &&
    held.requestDigest === requestDigest(request) &&
    timeLeft > LEAST_TIME_LEFT_MS;
  if (fits && (await store.getOrder(held.platformOrderId)).status !== 'canceled') return held;
  await store.cancelOrder(held.platformOrderId, {
    idempotencyKey: `${held.idempotencyKey}:cancel`,
    note: 'The buyer changed the checkout.',
  });
  return undefined;
}

async function placeOrder(
  { attempt, connection, saga, resumed }: StepContext,
  request: QuoteRequest,
): Promise<StepResult> {
  const { store, capabilities } = connection.platform;
  const order = placeOrderOf(attempt.attemptId, attempt.stored.session, request, saga);
  // Where the platform knows the key itself, repeating is the look-up.
  const known =
    resumed && capabilities.orderIdempotency !== 'native'
      ? await store.findOrder({ idempotencyKey: order.idempotencyKey })
      : undefined;
  const placed = known ?? (await store.placeOrder(order));
  if (placed.total.amount === saga.total && placed.total.currency === saga.currency) {
    return { kind: 'placed', order: heldOrderOf(placed, order.idempotencyKey, request) };
  }
  await store.cancelOrder(placed.platformOrderId, {
    idempotencyKey: `${order.idempotencyKey}:cancel`,
    note: 'Its total is not the one the buyer accepted.',
  });
  return { kind: 'refused', ending: { kind: 'changed' } };
}

function placeOrderOf(
  attemptId: string,
  session: StepContext['attempt']['stored']['session'],
  request: QuoteRequest,
  saga: StepContext['saga'],
): PlaceOrder {
  const { buyer, fulfillment, billingAddress, orderNotes, marketingConsents } = session.personal;
  const email = buyer?.email;
  if (email === undefined) throw new Error('A session without an e-mail cannot be completed.');
  return {
    idempotencyKey: `${attemptId}:order`,
    sessionId: session.id,
    request,
    expectedTotal: { amount: saga.total, currency: saga.currency },
    buyer: { ...buyer, email },
    marketingConsents: marketingConsents ?? [],
    ...(session.quote?.reference === undefined ? {} : { reference: session.quote.reference }),
    ...(fulfillment?.address === undefined ? {} : { shippingAddress: fulfillment.address }),
    ...(billingAddress === undefined ? {} : { billingAddress }),
    ...(orderNotes === undefined ? {} : { note: orderNotes }),
  };
}

const heldOrderOf = (placed: PlacedOrder, idempotencyKey: string, request: QuoteRequest): HeldOrder => ({
  platformOrderId: placed.platformOrderId,
  idempotencyKey,
  total: placed.total.amount,
  requestDigest: requestDigest(request),
  ...(placed.number === undefined ? {} : { number: placed.number }),
  ...(placed.heldUntil === undefined ? {} : { heldUntil: placed.heldUntil }),
});
