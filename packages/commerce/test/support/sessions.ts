import {
  itemId,
  sessionId,
  transition,
  type Address,
  type CheckoutEvent,
  type CheckoutSession,
  type CheckoutTransition,
  type CompleteCheckout,
  type CreateCheckout,
  type Quote,
  type UpdateCheckout,
} from '../../src';
import { quote, USD } from './quotes';

export const now = new Date('2026-11-23T12:00:00.000Z');
export const later = new Date('2026-11-23T12:05:00.000Z');
export const afterExpiry = new Date('2026-11-24T12:00:00.000Z');

export const address: Address = {
  name: 'Ada Lovelace',
  lineOne: '1 Main St',
  city: 'Springfield',
  state: 'IL',
  country: 'US',
  postalCode: '62701',
};

export const createEvent = (
  over: Partial<CreateCheckout> = {},
): Extract<CheckoutEvent, { type: 'create' }> => ({
  type: 'create',
  id: sessionId('cs_1'),
  storeCurrency: USD,
  lifetimeMs: 3_600_000,
  command: {
    items: [{ id: itemId('mug'), quantity: 1 }],
    capabilities: {},
    buyer: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
    fulfillment: { address },
    ...over,
  },
});

export const completeEvent = (
  command: Partial<CompleteCheckout> = {},
  offeredChannels: readonly string[] = ['email', 'sms'],
): CheckoutEvent => ({
  type: 'complete',
  command: { payment: { token: 'tok' }, ...command },
  offeredChannels,
});

export const updateEvent = (command: UpdateCheckout): CheckoutEvent => ({ type: 'update', command });
export const quotedEvent = (quoted: Quote = quote()): CheckoutEvent => ({ type: 'quoted', quote: quoted });

export const authenticationRequested: CheckoutEvent = {
  type: 'authentication_requested',
  metadata: {
    acquirer: { bin: '400000', country: 'US', merchantId: 'm', merchantName: 'Shop' },
    directoryServer: 'visa',
  },
};

export const declined: CheckoutEvent = {
  type: 'attempt_failed',
  message: { type: 'error', code: 'payment_declined', content: 'Declined.', contentType: 'plain' },
};

export const orderPlaced = (id = 'ord_1'): CheckoutEvent => ({
  type: 'order_placed',
  order: { id: id as never, permalinkUrl: 'https://shop.example/orders/1' },
});

export const cancelEvent: CheckoutEvent = { type: 'cancel', command: {} };

/** The outcome, which must be a success. */
export function accepted(result: CheckoutTransition): Extract<CheckoutTransition, { kind: 'ok' }> {
  if (result.kind !== 'ok') throw new Error(`Rejected: ${JSON.stringify(result.rejection)}`);
  return result;
}

/** The rejection, which must be one. */
export function refused(result: CheckoutTransition): Extract<CheckoutTransition, { kind: 'rejected' }> {
  if (result.kind !== 'rejected') throw new Error(`Accepted as ${result.session.status}.`);
  return result;
}

/** The session after the events, each of which must be accepted. */
export const after = (...events: CheckoutEvent[]): CheckoutSession => {
  let session: CheckoutSession | undefined;
  for (const event of events) session = accepted(transition(session, event, now)).session;
  if (session === undefined) throw new Error('No event.');
  return session;
};

export const readySession = (over: Partial<CreateCheckout> = {}): CheckoutSession =>
  after(createEvent(over), quotedEvent());
