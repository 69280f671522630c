import { compact } from './compact';
import type { CheckoutEffect } from './checkout-events';
import { lineIdOf } from './ids';
import type { Message } from './message';
import { messagePaths } from './message-paths';
import { effectiveOption, selectionOf } from './option-selection';
import type { Quote, QuoteLine } from './quote';
import { errorMessage, messagesOfQuote } from './quote-messages';
import { requestAsAsked, requestDigest, requestWithOption } from './quote-request';
import { totalsOfQuote, zeroTotals, type QuoteFault } from './quote-totals';
import { isPaying } from './effective-status';
import { readinessOf } from './readiness';
import type { CheckoutSession, Line } from './session';

/** A session priced by a quote, and what is still to be asked of the store. */
export interface Priced {
  readonly session: CheckoutSession;
  readonly effects: readonly CheckoutEffect[];
}

/**
 * Lines, options, selection, discounts, totals, messages and readiness out of a quote. Where the option in
 * effect is not the one the quote includes, the store is asked once more, with that option; a store that
 * disregards it, or whose sums do not add up, leaves the session not ready.
 */
export function sessionFromQuote(
  session: CheckoutSession,
  quote: Quote,
  standing: readonly Message[] = [],
): Priced {
  const digest = requestDigest(requestAsAsked(session));
  const state = compact({ reference: quote.reference, expiresAt: quote.expiresAt, requestDigest: digest });
  const summed = totalsOfQuote(quote, session.currency);
  if (summed.kind === 'fault') return { session: unpriced(session, summed.fault, state), effects: [] };

  const option = effectiveOption(quote, session.chosenOption);
  const selected = selectionOf(quote, option);
  const differs = option !== undefined && option.id !== quote.chosenOption;
  const disregarded = differs && wasAsked(session, option.id, digest);
  const askAgain = differs && !disregarded;
  const messages = [...standing, ...messagesOfQuote(session, quote, selected)];
  if (disregarded) messages.push(optionDisregarded(option.id));
  return {
    session: {
      ...session,
      status: askAgain ? 'incomplete' : readinessOf(messages),
      lines: quote.lines.map(lineOf),
      options: quote.options,
      selected,
      appliedDiscounts: quote.appliedDiscounts,
      rejectedDiscounts: quote.rejectedDiscounts,
      totals: summed.totals,
      pricesIncludeTax: quote.pricesIncludeTax,
      addressRequired: quote.addressRequired,
      messages,
      quote: state,
    },
    effects: askAgain ? [{ type: 'request_quote', request: requestWithOption(session, option.id) }] : [],
  };
}

/**
 * Whether the store had the option in its question: it is the agent's own choice, or the hub's, added when
 * this very request was answered before. At complete the question is a new one.
 */
const wasAsked = (session: CheckoutSession, option: string, digest: string): boolean =>
  session.chosenOption === option || (!isPaying(session.status) && session.quote?.requestDigest === digest);

const lineOf = (line: QuoteLine): Line => {
  const subtotal = line.base - line.discount;
  return {
    id: lineIdOf(line.item.id),
    item: line.item,
    quantity: line.quantity,
    unitAmount: line.unitAmount,
    base: line.base,
    discount: line.discount,
    subtotal,
    tax: line.tax,
    total: subtotal + line.tax,
    stock: line.stock,
    requiresShipping: line.requiresShipping,
  };
};

const unpriced = (
  session: CheckoutSession,
  fault: QuoteFault,
  quote: CheckoutSession['quote'] & object,
): CheckoutSession => ({
  ...withoutLines(session),
  status: 'not_ready_for_payment',
  messages: [
    errorMessage(
      'conflict',
      messagePaths.totals,
      `${describe(fault)} Nothing can be paid until the shop mends it.`,
    ),
  ],
  quote,
});

/** The session with nothing in it that a quote brings. */
export const withoutLines = (session: CheckoutSession): CheckoutSession => ({
  ...session,
  lines: [],
  options: [],
  selected: [],
  appliedDiscounts: [],
  rejectedDiscounts: [],
  totals: zeroTotals,
});

const optionDisregarded = (option: string): Message =>
  errorMessage(
    'conflict',
    messagePaths.option,
    `The shop does not price the fulfilment option "${option}" it offers.`,
  );

function describe(fault: QuoteFault): string {
  switch (fault.kind) {
    case 'currency':
      return `The shop answered in ${fault.quoted} instead of ${fault.expected}.`;
    case 'amount':
      return `The shop's amount ${fault.amount} (${fault.where}) is no whole number of minor units.`;
    case 'discount':
      return `The shop takes off more than there is (${fault.where}).`;
    case 'option':
      return `The shop priced the fulfilment option "${fault.option}" without offering it.`;
    case 'total':
      return `The shop's total of ${fault.quoted} is not the sum of its parts, ${fault.sum}.`;
  }
}
