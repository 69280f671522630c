import { currency, itemId, optionId, type Quote, type QuoteLine } from '@acp-hub/commerce';
import type { WireQuote, WireQuoteLine } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { readApplied, readRejected } from './discount';
import { readItem, readStock } from './item';
import { readMessage } from './message';
import { readOption } from './option';

const readLine = (line: WireQuoteLine): QuoteLine => ({
  item: readItem(line.item),
  quantity: line.quantity,
  unitAmount: line.unit_amount,
  base: line.base,
  discount: line.discount,
  tax: line.tax,
  stock: readStock(line.stock),
  requiresShipping: line.requires_shipping,
});

const readChoice = (id: string | undefined) => (id === undefined ? undefined : optionId(id));

/** A quote of the store in the hub’s words; both count net with tax beside it. */
export function readQuote(quote: WireQuote): Quote {
  const items = quote.lines.map(({ item }) => item.id);
  return defined({
    currency: currency(quote.currency),
    lines: quote.lines.map(readLine),
    unknownItems: quote.unknown_items.map(itemId),
    options: quote.options.map(readOption),
    chosenOption: readChoice(quote.chosen_option_id),
    defaultOption: readChoice(quote.default_option_id),
    appliedDiscounts: quote.discounts.applied.map(readApplied),
    rejectedDiscounts: quote.discounts.rejected.map(readRejected),
    orderDiscount: quote.totals.discount,
    fees: quote.fees,
    pricesIncludeTax: quote.prices_include_tax,
    total: quote.totals.total,
    addressRequired: quote.address_required,
    messages: quote.messages.map((message) => readMessage(message, items)),
    reference: quote.quote_id,
    expiresAt: quote.expires_at,
  });
}
