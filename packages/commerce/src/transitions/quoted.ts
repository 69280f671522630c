import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { effectiveStatus } from '../effective-status';
import { sessionFromQuote } from '../session-from-quote';
import type { CheckoutSession } from '../session';
import { illegal, ok, rejected } from './outcome';
import { isPriceChange } from './standing-messages';

/** The store's answer: prices the session. A new session of unknown items alone cannot exist. */
export function quoted(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'quoted' }>,
  now: Date,
): CheckoutTransition {
  if (effectiveStatus(session, now) !== 'incomplete') return illegal(session.status, event.type);
  const { quote } = event;
  const isNew = session.quote === undefined;
  if (isNew && quote.lines.length === 0) return rejected({ reason: 'no_known_item', index: 0 });
  const priced = sessionFromQuote(session, quote, session.messages.filter(isPriceChange));
  return ok({ ...priced.session, updatedAt: now.toISOString() }, priced.effects);
}
