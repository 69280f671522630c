import type { OrderPage, OrderQuery, WireOrder } from '@acp-hub/store-contract';
import { sequenceKey } from '../books/sequence-key';
import { done, refused, type Result } from '../result';
import type { Shop } from '../shop';
import { placementKey } from './write-key';

async function orderOf({ books }: Shop, id: string | undefined): Promise<WireOrder[]> {
  const record = id === undefined ? undefined : await books.tables.orders.get(id);
  return record === undefined ? [] : [record.order];
}

async function byNumber(shop: Shop, number: string, email: string): Promise<WireOrder[]> {
  const found = await orderOf(shop, await shop.books.tables.numbers.get(number));
  return found.filter(({ buyer }) => buyer.email.toLowerCase() === email.toLowerCase());
}

/** Pages through changes; the cursor is the sequence of the last one seen. */
async function changedSince(shop: Shop, since: string, cursor: string, limit: number): Promise<OrderPage> {
  const items: WireOrder[] = [];
  let last = cursor;
  for await (const [sequence, id] of shop.books.tables.changes.iterator({ gt: cursor })) {
    const changed = (await orderOf(shop, id)).filter(({ updated_at }) => updated_at >= since);
    if (changed.length > 0 && items.length === limit) return { items, next_cursor: last };
    items.push(...changed);
    last = sequence;
  }
  return { items };
}

/** Orders by idempotency key, by number and e-mail, or by change. */
export async function findOrders(shop: Shop, query: OrderQuery): Promise<Result<OrderPage>> {
  const { idempotency_key: key, number, email, updated_since: since, cursor, limit } = query;
  if (key !== undefined) {
    const known = await shop.books.tables.keys.get(placementKey(key));
    return done({ items: await orderOf(shop, known?.orderId) });
  }
  if (number !== undefined && email !== undefined)
    return done({ items: await byNumber(shop, number, email) });
  if (since === undefined)
    return refused('invalid_request', 'Ask by idempotency_key, by number and email, or by updated_since.');
  if (cursor !== undefined && !/^\d{12}$/.test(cursor))
    return refused('invalid_request', 'Send back next_cursor as it was given.', { param: '$.cursor' });
  return done(await changedSince(shop, since, cursor ?? sequenceKey(0), limit ?? shop.pageSize));
}

/** An order as it is now. */
export async function getOrder(shop: Shop, id: string): Promise<Result<WireOrder>> {
  const [order] = await orderOf(shop, id);
  return order === undefined ? refused('not_found', `There is no order ${id}.`) : done(order);
}

/** The orders changed last, newest first. */
export async function latestOrders({ books }: Shop, limit: number): Promise<WireOrder[]> {
  const ids = await books.tables.changes.values({ reverse: true, limit }).all();
  const records = await books.tables.orders.getMany(ids);
  return records
    .flatMap((record) => record?.order ?? [])
    .sort((a, b) => b.created_at.localeCompare(a.created_at, 'en'));
}
