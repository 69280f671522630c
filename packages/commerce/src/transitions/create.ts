import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { compact } from '../compact';
import { noItemsMessage } from '../quote-messages';
import { requestAsAsked } from '../quote-request';
import { zeroTotals } from '../quote-totals';
import type { CheckoutSession } from '../session';
import { ok, rejected } from './outcome';

/** Opens a session without prices yet: the store is to quote it. */
export function create(event: Extract<CheckoutEvent, { type: 'create' }>, now: Date): CheckoutTransition {
  const { command, storeCurrency } = event;
  if (command.currency !== undefined && command.currency !== storeCurrency)
    return rejected({
      reason: 'unsupported_currency',
      currency: command.currency,
      supported: storeCurrency,
    });
  const session: CheckoutSession = compact({
    id: event.id,
    status: 'incomplete',
    currency: storeCurrency,
    locale: command.locale,
    timezone: command.timezone,
    items: command.items,
    coupons: command.coupons ?? [],
    chosenOption: command.option,
    lines: [],
    options: [],
    selected: [],
    appliedDiscounts: [],
    rejectedDiscounts: [],
    totals: zeroTotals,
    pricesIncludeTax: false,
    addressRequired: false,
    messages: [],
    personal: compact({
      buyer: command.buyer,
      fulfillment: command.fulfillment,
      orderNotes: command.orderNotes,
      affiliate: command.affiliate && { first: command.affiliate },
    }),
    agentCapabilities: command.capabilities,
    metadata: command.metadata,
    attempts: 0,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + event.lifetimeMs).toISOString(),
  });
  if (session.items.length === 0)
    return ok({ ...session, status: 'not_ready_for_payment', messages: [noItemsMessage()] });
  return ok(session, [{ type: 'request_quote', request: requestAsAsked(session) }]);
}
