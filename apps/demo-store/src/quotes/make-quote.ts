import type { WireQuote, WireQuoteRequest } from '@acp-hub/store-contract';
import { randomUUID } from 'node:crypto';
import type { QuoteRecord } from '../books/database';
import { isoTime, minutesAfter } from '../clock';
import { done, refused, type Result } from '../result';
import type { Shop } from '../shop';
import { priceRequest } from './price-request';

/** Prices a request and remembers what was asked, so that an order can name it. Reserves nothing. */
export async function makeQuote(shop: Shop, request: WireQuoteRequest): Promise<Result<WireQuote>> {
  const { merchant, books, clock, quoteMinutes } = shop;
  if (request.currency !== undefined && request.currency !== merchant.currency)
    return refused('invalid_request', `${merchant.name} sells in ${merchant.currency} only.`, {
      param: '$.currency',
    });
  const priced = await priceRequest(shop, request);
  const id = `quo_${randomUUID()}`;
  const expiresAt = isoTime(minutesAfter(clock.now(), quoteMinutes));
  // A lost quote costs the buyer nothing but another one, so it need not wait for the disk.
  await books.tables.quotes.put(id, { request, expiresAt });
  return done({ quote_id: id, expires_at: expiresAt, ...priced });
}

/** The quote of that id, while it is good. */
export async function openQuote(shop: Shop, id: string): Promise<Result<QuoteRecord>> {
  const record = await shop.books.tables.quotes.get(id);
  return record !== undefined && record.expiresAt > isoTime(shop.clock.now())
    ? done(record)
    : refused('expired', 'This quote is no longer good: ask for a new one.', { param: '$.quote_id' });
}

/** Forgets quotes that nobody can order from any more. */
export async function forgetOldQuotes({ books, clock }: Shop): Promise<void> {
  const now = isoTime(clock.now());
  for await (const [id, { expiresAt }] of books.tables.quotes.iterator())
    if (expiresAt <= now) await books.tables.quotes.del(id);
}
