import type { Quote } from './quote';
import { lacksStock } from './quote-messages';
import { quotedOption, totalsOfQuote } from './quote-totals';
import type { CheckoutSession } from './session';

/**
 * Whether two quotes ask the buyer for the same: lines, option in effect, order discount, fees and total,
 * each exactly. A lower total is a difference too. References, texts and stock levels are not compared.
 */
export const quotesAgree = (a: Quote, b: Quote): boolean => termsOfQuote(a) === termsOfQuote(b);

/**
 * Whether a fresh quote is what the session shows its buyer; held against it at complete, before anything is
 * placed or charged. A quote that does not add up, that lacks stock, or against which the store says an error, agrees
 * with nothing.
 * @param isReserved an order of this session holds its stock already, which the store may count as gone.
 */
export function quoteAgreesWithSession(session: CheckoutSession, quote: Quote, isReserved = false): boolean {
  const summed = totalsOfQuote(quote, session.currency);
  return (
    summed.kind === 'ok' &&
    quote.unknownItems.length === 0 &&
    (isReserved || !isRefused(quote)) &&
    termsOfQuote(quote) === termsOfSession(session)
  );
}

const isRefused = ({ lines, messages }: Quote): boolean =>
  lines.some(lacksStock) || messages.some(({ type }) => type === 'error');

const termsOfQuote = (quote: Quote): string =>
  terms(quote.currency, quote.lines, quotedOption(quote), [
    quote.orderDiscount,
    quote.fees.reduce((sum, fee) => sum + fee.net, 0),
    quote.total,
  ]);

const termsOfSession = (session: CheckoutSession): string =>
  terms(
    session.currency,
    session.lines,
    session.options.find(({ id }) => id === session.selected[0]?.optionId),
    [session.totals.discount, session.totals.fee, session.totals.total],
  );

const terms = (
  currency: string,
  lines: readonly Pick<
    Quote['lines'][number],
    'item' | 'quantity' | 'unitAmount' | 'base' | 'discount' | 'tax'
  >[],
  option: Quote['options'][number] | undefined,
  sums: readonly number[],
): string =>
  JSON.stringify([
    currency,
    lines.map((line) => [line.item.id, line.quantity, line.unitAmount, line.base, line.discount, line.tax]),
    option && [option.id, option.type, option.net, option.tax],
    sums,
  ]);
