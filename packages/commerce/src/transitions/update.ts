import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import type { UpdateCheckout } from '../commands';
import { compact } from '../compact';
import type { PersonalData } from '../buyer';
import type { Message } from '../message';
import { noItemsMessage } from '../quote-messages';
import { requestAsAsked, requestDigest, unanswered } from '../quote-request';
import { withoutLines } from '../session-from-quote';
import type { CheckoutSession } from '../session';
import { ok, refusal, rejected } from './outcome';
import { standingMessages } from './standing-messages';

/** Takes changes over and asks for a new quote only where the old one no longer answers the request. */
export function update(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'update' }>,
  now: Date,
): CheckoutTransition {
  const refused = refusal(session, now);
  if (refused !== undefined) return refused;
  if (session.status === 'authentication_required') return rejected({ reason: 'payment_in_progress' });

  const changed = withChanges(session, event.command, now);
  const quote = { ...session.quote, requestDigest: unanswered };
  if (changed.items.length === 0)
    return ok({
      ...withoutLines(changed),
      status: 'not_ready_for_payment',
      messages: [noItemsMessage()],
      quote,
    });
  const request = requestAsAsked(changed);
  if (isAnswered(session, requestDigest(request), now))
    return ok({ ...changed, messages: standingMessages(session) });
  const awaiting: CheckoutSession = { ...changed, status: 'incomplete', messages: [], quote };
  return ok(awaiting, [{ type: 'request_quote', request }]);
}

const withChanges = (session: CheckoutSession, command: UpdateCheckout, now: Date): CheckoutSession =>
  compact({
    ...session,
    items: command.items ?? session.items,
    coupons: command.coupons === null ? [] : (command.coupons ?? session.coupons),
    chosenOption: changedTo(session.chosenOption, command.option),
    personal: personalOf(session.personal, command),
    updatedAt: now.toISOString(),
  });

const personalOf = (personal: PersonalData, command: UpdateCheckout): PersonalData =>
  compact({
    ...personal,
    buyer: merged(personal.buyer, command.buyer),
    fulfillment: merged(personal.fulfillment, command.fulfillment),
    orderNotes: changedTo(personal.orderNotes, command.orderNotes),
  });

const changedTo = <T>(before: T | undefined, change: T | null | undefined): T | undefined =>
  change === undefined ? before : (change ?? undefined);

/** Absent fields stay; an address is one field. */
const merged = <T extends object>(before: T | undefined, change: T | null | undefined): T | undefined =>
  change ? { ...before, ...change } : changedTo(before, change);

/**
 * The last quote still holds. Where an approval or the buyer's own act is awaited, or the store contradicted
 * itself, only the store knows whether that is over, so that every update asks again.
 */
function isAnswered({ quote, status, messages }: CheckoutSession, digest: string, now: Date): boolean {
  if (status !== 'ready_for_payment' && status !== 'not_ready_for_payment') return false;
  if (quote?.requestDigest !== digest || messages.some(isConflict)) return false;
  return quote.expiresAt === undefined || Date.parse(quote.expiresAt) > now.getTime();
}

const isConflict = (message: Message): boolean => message.type === 'error' && message.code === 'conflict';
