import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import type { Message } from '../message';
import { messagePaths } from '../message-paths';
import { sessionFromQuote } from '../session-from-quote';
import { isPaying } from '../effective-status';
import type { CheckoutSession } from '../session';
import { illegal, ok } from './outcome';

/** The store's price at complete is not what the buyer accepted: nothing was charged, the buyer decides anew. */
export function quoteChanged(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'quote_changed' }>,
  now: Date,
): CheckoutTransition {
  if (!isPaying(session.status)) return illegal(session.status, event.type);
  const priced = sessionFromQuote(session, event.quote, [priceChange()]);
  return ok({ ...priced.session, updatedAt: now.toISOString() }, priced.effects);
}

const priceChange = (): Message => ({
  type: 'warning',
  code: 'price_change',
  param: messagePaths.totals,
  content:
    'The shop changed its prices; nothing was charged. Show the buyer the new totals and complete again.',
  contentType: 'plain',
  resolution: 'requires_buyer_review',
});
