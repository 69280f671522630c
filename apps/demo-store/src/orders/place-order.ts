import type { OrderRequest, WireOrder } from '@acp-hub/store-contract';
import { randomUUID } from 'node:crypto';
import { moveCouponUses, moveStock } from '../catalogue/stock-keeping';
import { isoTime, minutesAfter } from '../clock';
import type { PricedBasket } from '../pricing/basket';
import { makeQuote, openQuote } from '../quotes/make-quote';
import { priceRequest } from '../quotes/price-request';
import { done, refused, type Result } from '../result';
import type { Shop } from '../shop';
import { stageOrder } from './stage-order';
import { earlierWrite, type WriteKey, type Written } from './write-key';
import { couponsOf, unitsOf } from './order-contents';
import { orderObstacle } from './order-obstacle';

const FIRST_NUMBER = 10_001;

/** What of a basket an order keeps. */
function keep(
  priced: PricedBasket,
): Pick<WireOrder, 'currency' | 'prices_include_tax' | 'lines' | 'option' | 'discounts' | 'fees' | 'totals'> {
  const option = priced.options.find(({ id }) => id === priced.chosen_option_id);
  return {
    currency: priced.currency,
    prices_include_tax: priced.prices_include_tax,
    lines: priced.lines.map(({ stock: _, ...line }) => line),
    ...(option && { option }),
    discounts: priced.discounts.applied,
    fees: priced.fees,
    totals: priced.totals,
  };
}

function heldOrder(shop: Shop, request: OrderRequest, priced: PricedBasket, number: number): WireOrder {
  const { quote_id: _quote, expected_total: _total, ...given } = request;
  const now = shop.clock.now();
  return {
    id: `ord_${randomUUID()}`,
    number: `${shop.merchant.orderPrefix}-${number}`,
    version: 1,
    status: 'awaiting_payment',
    held_until: isoTime(minutesAfter(now, shop.holdMinutes)),
    ...given,
    ...keep(priced),
    shipments: [],
    refunds: [],
    created_at: isoTime(now),
    updated_at: isoTime(now),
  };
}

/** Holds an order and its goods until it is paid, at exactly the expected total or not at all. */
export function placeOrder(shop: Shop, request: OrderRequest, writeKey: WriteKey): Promise<Result<Written>> {
  const { books } = shop;
  return books.exclusive(async () => {
    const earlier = await earlierWrite(books, writeKey);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return done(earlier.value);
    const quote = await openQuote(shop, request.quote_id);
    if (!quote.ok) return quote;
    const shipping = request.shipping ?? quote.value.request.address;
    const basket = { ...quote.value.request, ...(shipping && { address: shipping }) };
    const priced = await priceRequest(shop, basket);
    const obstacle = orderObstacle(priced);
    if (obstacle !== undefined) return { ok: false, refusal: obstacle };
    if (priced.totals.total !== request.expected_total) {
      const current = await makeQuote(shop, basket);
      if (!current.ok) return current;
      const message = `The total is now ${priced.totals.total}, not ${request.expected_total}: ask the buyer.`;
      return refused('price_changed', message, { quote: current.value, param: '$.expected_total' });
    }
    const number = (await books.tables.counters.get('number')) ?? FIRST_NUMBER;
    const order = heldOrder(shop, { ...request, shipping }, priced, number);
    const changes = books.changes();
    changes.put('counters', 'number', number + 1);
    changes.put('numbers', order.number, order.id);
    changes.put('keys', writeKey.key, { fingerprint: writeKey.fingerprint, orderId: order.id });
    await stageOrder(shop, changes, { order });
    await moveStock(shop, changes, unitsOf(order.lines), -1);
    await moveCouponUses(shop, changes, couponsOf(order), 1);
    await changes.commit();
    shop.changed.emit('order');
    return done({ order, repeated: false });
  });
}
