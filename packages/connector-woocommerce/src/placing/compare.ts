import type { ItemId, QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError, type PlaceOrder } from '@acp-hub/connector';
import type { PricedCart } from '../quote/quote-at-shop';
import { rejection } from '../rest/refusal';

/**
 * Holds the shop's cart against what the buyer accepted, at the last moment before the order: stock first, since what
 * ran out changes the total too.
 * @throws ConnectorError `out_of_stock`, `region_restricted` or `price_changed`; nothing was placed.
 */
export function holdAgainst(order: PlaceOrder, { quote }: PricedCart): void {
  const short = shortOf(order.request, quote.lines);
  const gone = [...new Set([...short, ...quote.unknownItems])];
  if (gone.length > 0)
    throw rejection({ code: 'out_of_stock', items: gone }, 'Something of the order can no longer be bought.');
  if (
    quote.messages.some(
      ({ type, ...message }) => type === 'error' && 'code' in message && message.code === 'region_restricted',
    )
  )
    throw rejection({ code: 'region_restricted' }, 'The shop does not deliver to this address.');
  const isSame =
    quote.total === order.expectedTotal.amount &&
    quote.currency === order.expectedTotal.currency &&
    (order.request.option === undefined || quote.chosenOption === order.request.option) &&
    !quote.messages.some(({ type }) => type === 'error');
  if (isSame) return;
  throw new ConnectorError(
    { kind: 'rejected', reason: { code: 'price_changed', quote } },
    'The shop asks for something else than the buyer accepted.',
    'not_applied',
  );
}

function shortOf(request: QuoteRequest, lines: PricedCart['quote']['lines']): ItemId[] {
  return request.items.flatMap(({ id, quantity }) => {
    const line = lines.find(({ item }) => item.id === id);
    const lacks =
      line !== undefined &&
      (line.stock.status === 'out_of_stock' ||
        line.quantity < quantity ||
        (line.stock.available !== undefined && line.stock.available < quantity));
    return lacks ? [id] : [];
  });
}
