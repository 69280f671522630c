import type { PricedBasket } from '../pricing/basket';
import type { Refusal } from '../result';

/** What keeps a basket from becoming an order, the goods first. */
export function orderObstacle(priced: PricedBasket): Refusal | undefined {
  const { lines, unknown_items: unknown, messages, chosen_option_id: option } = priced;
  if (unknown.length > 0)
    return {
      code: 'out_of_stock',
      message: `No longer sold: ${unknown.join(', ')}.`,
      unknown_items: unknown,
    };
  const short = lines.filter(
    ({ stock, quantity }) => stock.available !== undefined && stock.available < quantity,
  );
  if (short.length > 0) {
    const names = short.map(({ item }) => item.title).join(', ');
    return { code: 'out_of_stock', message: `Not enough in stock: ${names}.`, lines: short };
  }
  if (priced.address_required)
    return { code: 'address_required', message: 'Say where the goods should go.', param: '$.shipping' };
  const restricted = messages.find(({ code }) => code === 'region_restricted');
  if (restricted !== undefined && option === undefined)
    return { code: 'region_restricted', message: restricted.content, param: '$.shipping.country' };
  if (option === undefined)
    return { code: 'option_required', message: 'Quote with one of the delivery options first.' };
  return undefined;
}
