import { quoteRequestOf, requestDigest, type QuoteRequest } from '@acp-hub/commerce';
import type { PlacedOrder, PlaceOrder } from '@acp-hub/connector';
import type { HeldOrder } from '../../checkout/ports';
import { MAY_STILL_ARRIVE_MS } from '../may-still-arrive';
import type { StepResult } from '../saga';
import { platformFailure } from './failures';
import { heldBefore } from './held-before';
import { instructionOf } from './instruction';
import type { RunStep, StepContext } from './step-context';

/** Looks for an order that a platform cannot be kept from making twice, before a person is asked. */
const LOOKS_BEFORE_ASKING = 8;

/** Makes the order at the platform, or takes up the one that an earlier attempt left there unpaid. */
export const place: RunStep = async (context) => {
  try {
    const request = quoteRequestOf(context.attempt.stored.session);
    return (await heldBefore(context, request)) ?? (await placeOrder(context, request));
  } catch (error) {
    return platformFailure(error);
  }
};

async function placeOrder(context: StepContext, request: QuoteRequest): Promise<StepResult> {
  const { saga, connection, resumed } = context;
  const { store, capabilities } = connection.platform;
  const order = placeOrderOf(context, request);
  // Where the platform knows the key itself, repeating is the look-up.
  const looks = resumed && capabilities.orderIdempotency !== 'native';
  const known = looks ? await store.findOrder({ idempotencyKey: order.idempotencyKey }) : undefined;
  if (looks && known === undefined) {
    const waiting = notFound(context);
    if (waiting !== undefined) return waiting;
  }
  const placed = known ?? (await store.placeOrder(order));
  const isAccepted = placed.total.amount === saga.total && placed.total.currency === saga.currency;
  return {
    kind: isAccepted ? 'placed' : 'misplaced',
    order: heldOrderOf(placed, order.idempotencyKey, request),
  };
}

/** `undefined`: it was certainly not placed, so that placing it is no repetition. */
function notFound({ saga, connection, now }: StepContext): StepResult | undefined {
  const why = 'the order is not found, and its first request may still arrive';
  if (connection.platform.capabilities.orderIdempotency === 'none')
    return saga.tries >= LOOKS_BEFORE_ASKING
      ? { kind: 'unclear', why: 'whether the order was placed cannot be told, and it could be placed twice' }
      : { kind: 'retry', outcome: 'unknown', waitMs: 0, why };
  const age = now.getTime() - Date.parse(saga.doubts.place ?? '');
  return age >= 0 && age < MAY_STILL_ARRIVE_MS
    ? { kind: 'retry', outcome: 'unknown', waitMs: MAY_STILL_ARRIVE_MS - age, why }
    : undefined;
}

function placeOrderOf({ attempt, saga }: StepContext, request: QuoteRequest): PlaceOrder {
  const { session } = attempt.stored;
  const { buyer, fulfillment, billingAddress, orderNotes, marketingConsents } = session.personal;
  const email = buyer?.email;
  if (email === undefined) throw new Error('A session without an e-mail cannot be completed.');
  return {
    idempotencyKey: `${attempt.attemptId}:order`,
    sessionId: session.id,
    request,
    expectedTotal: { amount: saga.total, currency: saga.currency },
    buyer: { ...buyer, email },
    marketingConsents: marketingConsents ?? [],
    ...(session.quote?.reference === undefined ? {} : { reference: session.quote.reference }),
    ...(fulfillment?.address === undefined ? {} : { shippingAddress: fulfillment.address }),
    ...(billingAddress === undefined ? {} : { billingAddress }),
    ...(orderNotes === undefined ? {} : { note: orderNotes }),
    ...(saga.payment === undefined
      ? {}
      : { authorization: { provider: saga.provider, reference: saga.payment.id } }),
    ...(saga.flow === 'platform' && saga.placement === 'final' ? { payment: instructionOf(attempt) } : {}),
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
