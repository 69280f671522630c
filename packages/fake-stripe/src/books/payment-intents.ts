import { recordEvent } from '../events/event';
import { declineCharge, noSuch, refuse, type Refusal } from '../refusal';
import { amountObstacle, chargeObstacle } from './amounts';
import { newRecord, type Books } from './books';
import { authenticationRequired, testCards } from './cards';
import { moveBalance } from './balance';
import { openDispute } from './disputes';
import { countCapture, deactivateToken, findToken, tokenObstacle } from './granted-tokens';
import type { Charge, Metadata, PaymentError, PaymentIntent } from './records';

export type IntentResult = { readonly ok: true; readonly value: PaymentIntent } | Refusal;

export interface CreateIntent {
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: PaymentIntent['capture_method'];
  readonly token: string;
  readonly metadata: Metadata;
  readonly confirmation: Confirmation;
}

/** What a confirmation brings beside the token. */
export interface Confirmation {
  /** 3-D Secure was done elsewhere, and its proof is sent along. */
  readonly isAuthenticated: boolean;
  readonly errorOnRequiresAction: boolean;
}

/** Opens an intent and confirms it at once with a granted token. */
export function createIntent(books: Books, account: string, wanted: CreateIntent): IntentResult {
  const { amount, currency } = wanted;
  const token = findToken(books, account, wanted.token);
  const obstacle = chargeObstacle(amount, currency) ?? tokenObstacle(token, amount, currency);
  if (obstacle !== undefined || token === undefined)
    return obstacle ?? noSuch('shared payment granted token', wanted.token, 'payment_method_data');
  const intent: PaymentIntent = {
    ...newRecord(books, 'pi', 'payment_intent', account),
    amount,
    amount_capturable: 0,
    amount_received: 0,
    currency,
    status: 'requires_payment_method',
    capture_method: wanted.captureMethod,
    payment_method: token.payment_method,
    granted_token: token.id,
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    metadata: wanted.metadata,
    canceled_at: null,
    cancellation_reason: null,
  };
  recordEvent(books, 'payment_intent.created', intent);
  return confirm(books, intent, wanted.confirmation);
}

/** Confirms again an intent that waits for 3-D Secure. */
export function confirmIntent(books: Books, intent: PaymentIntent, confirmation: Confirmation): IntentResult {
  if (intent.status !== 'requires_action') return unexpectedState(intent, 'confirm');
  const token = findToken(books, intent.account, intent.granted_token ?? '');
  const obstacle = tokenObstacle(token, intent.amount, intent.currency);
  return obstacle ?? confirm(books, { ...intent, next_action: null }, confirmation);
}

function confirm(books: Books, intent: PaymentIntent, confirmation: Confirmation): IntentResult {
  const behaviour = testCards[intent.payment_method];
  if (behaviour === undefined) return noSuch('PaymentMethod', intent.payment_method, 'payment_method');
  switch (behaviour.kind) {
    case 'approve':
      return approve(books, intent, behaviour.disputed === true);
    case 'decline':
      return decline(books, intent, behaviour.error);
    case 'authenticate':
      if (confirmation.isAuthenticated) return approve(books, intent, false);
      if (confirmation.errorOnRequiresAction) return decline(books, intent, authenticationRequired);
      return keep(books, 'payment_intent.requires_action', {
        ...intent,
        status: 'requires_action',
        next_action: {
          type: 'use_stripe_sdk',
          use_stripe_sdk: {
            type: 'stripe_3ds2_fingerprint',
            directory_server_name: behaviour.directoryServer,
          },
        },
      });
  }
}

function decline(books: Books, intent: PaymentIntent, error: PaymentError): Refusal {
  const declined = { ...intent, status: 'requires_payment_method', last_payment_error: error } as const;
  keep(books, 'payment_intent.payment_failed', declined);
  return declineCharge(declined, error);
}

/** Reserves the amount, and takes it at once where nobody asked to wait. The token is spent either way. */
function approve(books: Books, intent: PaymentIntent, disputed: boolean): IntentResult {
  const charge: Charge = {
    ...newRecord(books, 'ch', 'charge', intent.account),
    payment_intent: intent.id,
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    currency: intent.currency,
    captured: false,
    disputed,
    refunded: false,
    balance_transaction: null,
  };
  books.charges.set(charge.id, charge);
  const token = books.tokens.get(intent.granted_token ?? '');
  if (token !== undefined) deactivateToken(books, token, 'consumed');
  const authorized: PaymentIntent = {
    ...intent,
    status: 'requires_capture',
    amount_capturable: intent.amount,
    latest_charge: charge.id,
  };
  return intent.capture_method === 'automatic'
    ? captureIntent(books, authorized, { amount: intent.amount, metadata: {} })
    : keep(books, 'payment_intent.amount_capturable_updated', authorized);
}

/** How long a reservation holds (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const HELD_SECONDS = 7 * 24 * 3_600;

/** The intent as it stands now: a reservation past its time is given up when it is looked at. */
export function findIntent(books: Books, account: string, id: string): PaymentIntent | undefined {
  const intent = books.intents.get(id);
  if (intent?.account !== account) return undefined;
  const charge = books.charges.get(intent.latest_charge ?? '');
  const hasLapsed =
    intent.status === 'requires_capture' &&
    charge !== undefined &&
    books.now() - charge.created >= HELD_SECONDS;
  if (!hasLapsed) return intent;
  const lapsed = cancelIntent(books, intent, 'automatic');
  return lapsed.ok ? lapsed.value : intent;
}

/** Adds to the notes of an intent; an empty value takes one away. */
export function updateIntent(books: Books, intent: PaymentIntent, notes: Metadata): IntentResult {
  const metadata = Object.fromEntries(
    Object.entries({ ...intent.metadata, ...notes }).filter(([, value]) => value !== ''),
  );
  const updated = { ...intent, metadata };
  books.intents.set(intent.id, updated);
  return { ok: true, value: updated };
}

export interface CaptureIntent {
  readonly amount?: number | undefined;
  readonly metadata: Metadata;
}

/** Takes all or part of what was reserved, once; the rest is released. */
export function captureIntent(books: Books, intent: PaymentIntent, wanted: CaptureIntent): IntentResult {
  if (intent.status !== 'requires_capture') return unexpectedState(intent, 'capture');
  const amount = wanted.amount ?? intent.amount_capturable;
  if (amount > intent.amount_capturable)
    return refuse(`The remaining amount to capture is ${intent.amount_capturable}.`, {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  const obstacle = amountObstacle(amount, intent.currency, 'amount_to_capture');
  if (obstacle !== undefined) return obstacle;
  const charge = books.charges.get(intent.latest_charge ?? '');
  if (charge === undefined) throw new Error(`${intent.id} was authorised without a charge.`);
  const entry = moveBalance(books, charge, 'charge', amount);
  const captured = { ...charge, captured: true, amount_captured: amount, balance_transaction: entry.id };
  books.charges.set(charge.id, captured);
  if (intent.granted_token !== undefined) countCapture(books, intent.granted_token, amount);
  if (charge.disputed) openDispute(books, captured, 'fraudulent');
  return keep(books, 'payment_intent.succeeded', {
    ...intent,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: amount,
    metadata: { ...intent.metadata, ...wanted.metadata },
  });
}

/** Releases what was reserved; also gives up an intent that waits for 3-D Secure. */
export function cancelIntent(books: Books, intent: PaymentIntent, reason: string | null): IntentResult {
  if (intent.status === 'succeeded' || intent.status === 'canceled') return unexpectedState(intent, 'cancel');
  return keep(books, 'payment_intent.canceled', {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    next_action: null,
    canceled_at: books.now(),
    cancellation_reason: reason,
  });
}

function keep(books: Books, event: string, intent: PaymentIntent): IntentResult {
  books.intents.set(intent.id, intent);
  recordEvent(books, event, intent);
  return { ok: true, value: intent };
}

const unexpectedState = (intent: PaymentIntent, action: string): Refusal =>
  refuse(`You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
