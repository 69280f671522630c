import { newId, type Books } from '../books/books';
import type { AnyRecord } from '../books/records';
import { viewOf } from '../http/view';

/** News for the account's webhook endpoints, with the object as it was then. */
export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly account: string;
  readonly type: string;
  readonly created: number;
  readonly livemode: false;
  readonly data: { readonly object: object };
}

/** Writes news down; the deliverer sends it once the answer it belongs to is on disk. */
export function recordEvent(books: Books, type: string, about: AnyRecord): void {
  const event: StripeEvent = {
    id: newId('evt'),
    object: 'event',
    account: about.account,
    type,
    created: books.now(),
    livemode: false,
    data: { object: viewOf(about) },
  };
  books.events.set(event.id, event);
}
