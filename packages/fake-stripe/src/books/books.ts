import { randomBytes } from 'node:crypto';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { StripeEvent } from '../events/event';
import type { KeyRecord } from '../http/idempotency';
import type {
  BalanceTransaction,
  Charge,
  Dispute,
  GrantedToken,
  PaymentIntent,
  Refund,
  WebhookEndpoint,
} from './records';

/** Everything the server remembers. */
export const openBooks = ({ state, clock }: FakeServer) => ({
  intents: state.collection<PaymentIntent>('payment_intents'),
  charges: state.collection<Charge>('charges'),
  refunds: state.collection<Refund>('refunds'),
  disputes: state.collection<Dispute>('disputes'),
  balance: state.collection<BalanceTransaction>('balance_transactions'),
  tokens: state.collection<GrantedToken>('granted_tokens'),
  endpoints: state.collection<WebhookEndpoint>('webhook_endpoints'),
  events: state.collection<StripeEvent>('events'),
  keys: state.collection<KeyRecord>('keys'),
  now: () => Math.floor(clock.now().getTime() / 1_000),
});

export type Books = ReturnType<typeof openBooks>;

/** What the books hold of every account, oldest first. */
export const viewOfBooks = (books: Books) => ({
  intents: [...books.intents.values()],
  charges: [...books.charges.values()],
  refunds: [...books.refunds.values()],
  disputes: [...books.disputes.values()],
  balance: [...books.balance.values()],
  tokens: [...books.tokens.values()],
});

export type BooksView = ReturnType<typeof viewOfBooks>;

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** What every record begins with. */
export const newRecord = <Kind extends string>(
  books: Books,
  prefix: string,
  object: Kind,
  account: string,
) => ({ id: newId(prefix), object, created: books.now(), livemode: false as const, account });

/** The account's own records of one kind, newest first. */
export function ownRecords<Value extends { readonly account: string; readonly created: number }>(
  collection: { values(): IterableIterator<Value> },
  account: string,
): Value[] {
  return [...collection.values()]
    .filter((one) => one.account === account)
    .reverse()
    .sort((one, other) => other.created - one.created);
}
