import type { WireMessage, WireOption } from '@acp-hub/store-contract';
import { canSupply, itemTitle, stockOf } from '../catalogue/shelf-item';
import { needsShipping, type Basket, type BasketLine } from './basket';

function stockMessage({ shelfItem, quantity }: BasketLine): WireMessage[] {
  const { product, variant, state } = shelfItem;
  const title = itemTitle(product, variant);
  const { status, available } = stockOf(state);
  const about = { item_id: variant.id };
  if (status === 'out_of_stock')
    return [{ type: 'error', code: 'out_of_stock', ...about, content: `${title} is sold out.` }];
  if (!canSupply(state, quantity))
    return [
      { type: 'error', code: 'quantity_exceeded', ...about, content: `Only ${available} of ${title} left.` },
    ];
  if (status === 'low_stock')
    return [{ type: 'warning', code: 'low_stock', ...about, content: `Only ${available} of ${title} left.` }];
  return [];
}

/** What the buyer should know beside the sums. */
export function basketMessages(basket: Basket, options: readonly WireOption[]): WireMessage[] {
  const { lines, merchant, request } = basket;
  const messages = lines.flatMap(stockMessage);
  if (request.option_id !== undefined && !options.some(({ id }) => id === request.option_id))
    messages.push({
      type: 'warning',
      code: 'option_unavailable',
      content: `${request.option_id} is not offered for this basket and address.`,
    });
  if (lines.some(needsShipping) && request.address !== undefined && options.length === 0)
    messages.push({
      type: 'error',
      code: 'region_restricted',
      content: `${merchant.name} does not deliver to ${request.address.country}.`,
    });
  return messages;
}
