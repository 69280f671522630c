import { messagePaths } from './message-paths';
import type { ErrorCode, Message, Resolution } from './message';
import type { Quote, QuoteLine } from './quote';
import type { Quotable } from './quote-request';
import type { SelectedOption } from './session';

export const errorMessage = (
  code: ErrorCode,
  param: string,
  content: string,
  resolution: Resolution = 'recoverable',
): Message => ({ type: 'error', code, param, content, contentType: 'plain', resolution });

/** Everything buyer and agent should know of a quote; the store's own words last, and nothing twice. */
export function messagesOfQuote(
  session: Quotable,
  quote: Quote,
  selected: readonly SelectedOption[],
): Message[] {
  const messages = [
    ...itemMessages(session, quote),
    ...quote.lines.flatMap(stockMessages),
    ...deliveryMessages(session, quote, selected),
    ...rejectedCoupons(session, quote),
    ...quote.messages,
  ];
  return messages.length < 2 ? messages : withoutRepeats(messages);
}

/** A session whose cart was emptied. */
export const noItemsMessage = (): Message =>
  errorMessage('missing', messagePaths.lines, 'The cart is empty: send at least one item.');

/**
 * Items the store does not sell, said or left out, and quantities it changed. The index of an unknown item is
 * that in what the agent asked for: the session has no line for it.
 */
function itemMessages(session: Quotable, quote: Quote): Message[] {
  const lineOf = new Map(quote.lines.map((line, index) => [line.item.id, { ...line, index }]));
  return session.items.flatMap(({ id, quantity }, asked) => {
    const line = lineOf.get(id);
    if (line === undefined) {
      const content = `The shop does not know the item "${id}": remove it, or send the id of another.`;
      return [errorMessage('not_found', messagePaths.line(asked), content)];
    }
    if (line.quantity === quantity) return [];
    const content = `The shop offers ${line.quantity} of "${line.item.title}" instead of ${quantity}: ask for that many.`;
    return [errorMessage('quantity_exceeded', messagePaths.line(line.index), content)];
  });
}

function stockMessages({ item, quantity, stock }: QuoteLine, index: number): Message[] {
  const param = messagePaths.line(index);
  if (stock.status === 'backorder' || stock.status === 'pre_order') return [];
  if (stock.status === 'out_of_stock' || stock.available === 0)
    return [errorMessage('out_of_stock', param, `"${item.title}" is out of stock.`)];
  if (stock.available !== undefined && quantity > stock.available) {
    const content = `Only ${stock.available} of "${item.title}" can be bought: lower the quantity.`;
    return [errorMessage('quantity_exceeded', param, content)];
  }
  if (stock.status === 'in_stock') return [];
  const content = `Only few of "${item.title}" are left.`;
  return [{ type: 'warning', code: 'low_stock', param, content, contentType: 'plain' }];
}

/** Whether a line cannot be bought in that quantity. */
export const lacksStock = (line: QuoteLine): boolean =>
  stockMessages(line, 0).some(({ type }) => type === 'error');

function deliveryMessages(session: Quotable, quote: Quote, selected: readonly SelectedOption[]): Message[] {
  const messages: Message[] = [];
  const address = session.personal.fulfillment?.address;
  const lacksOption = selected.length === 0 && quote.lines.some((line) => line.requiresShipping);
  if (session.chosenOption !== undefined && selected[0]?.optionId !== session.chosenOption) {
    const content = `The fulfilment option "${session.chosenOption}" is not offered: choose one of fulfillment_options.`;
    messages.push(errorMessage('invalid', messagePaths.option, content));
  }
  if (address === undefined && (quote.addressRequired || (lacksOption && quote.options.length === 0)))
    messages.push(
      errorMessage('missing', messagePaths.address, 'A delivery address is needed.', 'requires_buyer_input'),
    );
  else if (lacksOption && quote.options.length === 0)
    messages.push(
      errorMessage(
        'region_restricted',
        messagePaths.address,
        'The shop does not deliver to this address.',
        'requires_buyer_input',
      ),
    );
  else if (lacksOption)
    messages.push(
      errorMessage('missing', messagePaths.option, 'Choose a fulfilment option.', 'requires_buyer_input'),
    );
  return messages;
}

const rejectedCoupons = (session: Quotable, quote: Quote): Message[] =>
  quote.rejectedDiscounts.map(({ code, reason, message }) => {
    const index = placeOfCode(session.coupons, code);
    return {
      type: 'warning',
      code: reason,
      param: index < 0 ? messagePaths.coupons : messagePaths.coupon(index),
      content: message ?? `The discount code "${code}" was not applied.`,
      contentType: 'plain',
    };
  });

/** Of a code sent twice the second is the one too many. */
function placeOfCode(sent: readonly string[], code: string): number {
  const exact = sent.lastIndexOf(code);
  const wanted = code.toLowerCase();
  return exact >= 0 ? exact : sent.findLastIndex((coupon) => coupon.toLowerCase() === wanted);
}

/** Two errors of one code about one place are one: the hub's own wording wins over the store's. */
function withoutRepeats(messages: readonly Message[]): Message[] {
  const seen = new Set<string>();
  return messages.filter((message) => {
    const text = message.type === 'info' ? message.content : message.code;
    const key = `${message.type} ${text} ${message.param ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}
