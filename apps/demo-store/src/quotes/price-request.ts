import type { WireQuoteRequest } from '@acp-hub/store-contract';
import { shelfItem } from '../catalogue/shelf';
import { isPriced } from '../catalogue/shelf-item';
import type { BasketLine, PricedBasket } from '../pricing/basket';
import { priceBasket } from '../pricing/price-basket';
import type { Shop } from '../shop';

function merged(items: WireQuoteRequest['items']): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { id, quantity } of items) quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  return quantities;
}

/** Prices a request by what the books say now. */
export async function priceRequest(shop: Shop, request: WireQuoteRequest): Promise<PricedBasket> {
  const { merchant, books, links, clock } = shop;
  const lines: BasketLine[] = [];
  const unknownItems: string[] = [];
  for (const [id, quantity] of merged(request.items)) {
    const item = await shelfItem(shop, id);
    if (item === undefined || !isPriced(item.state)) unknownItems.push(id);
    else lines.push({ shelfItem: item, quantity });
  }
  const couponUses = new Map(await books.tables.couponUses.iterator().all());
  return priceBasket({ merchant, lines, unknownItems, request, links, now: clock.now(), couponUses });
}
